import { expect, test } from "@jest/globals";
import { shuffled } from "./draw.ts";

const items = Array.from({ length: 40 }, (_, index) => index);

test("the seed alone decides the order", () => {
	expect(shuffled(items, "a")).toEqual(shuffled(items, "a"));
	expect(shuffled(items, "a")).not.toEqual(shuffled(items, "b"));
	expect(shuffled(items, "a")).not.toEqual(items);
});

test("nothing is lost or doubled", () => {
	expect(shuffled(items, "7").toSorted((a, b) => a - b)).toEqual(items);
});

test("over many seeds every item comes first sometimes", () => {
	const firsts = new Set(
		Array.from(
			{ length: 1_000 },
			(_, seed) => shuffled(items, String(seed))[0],
		),
	);
	expect(firsts.size).toBe(items.length);
});
