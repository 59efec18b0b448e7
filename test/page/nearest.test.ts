import { expect, test } from "@jest/globals";
import { nearest } from "../../src/page/nearest.ts";

test.each([
	[-1, 0],
	[0.1, 0],
	[0.16, 1],
	[0.44, 1],
	[0.46, 2],
	[0.9, 3],
	[7, 3],
])("nearest to %d", (place, index) => {
	expect(nearest([0, 0.3, 0.6, 1], place)).toBe(index);
});
