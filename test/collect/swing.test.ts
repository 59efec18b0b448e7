import { expect, test } from "@jest/globals";
import { swingOf } from "../../src/collect/swing.ts";

test.each([
	["stands still", [5, 5, 5], 0],
	["rises", [1, 2, 5, 9], 0],
	["falls", [9, 5, 2], 0],
	["rises by 4 and comes back by 3", [1, 5, 2], 3],
	["falls by 4 and comes back by 3", [5, 1, 4], 3],
	["fills, and swings by 2 then", [0, 100, 200, 201, 199, 200], 2],
	["swings between two bounds", [0, 10, 0, 10, 0], 10],
	["was read once", [7], 0],
	["was not read", [], 0],
])("what %s", (_, values, swing) => {
	expect(swingOf(values)).toBe(swing);
});
