import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { treeOf } from "../../src/model/difference.ts";
import { search } from "../../src/page/search.ts";
import { nameOf } from "../../src/page/words.ts";
import { differenceFrom, type Held, LEAK } from "./differences.ts";

const difference = differenceFrom(LEAK);
const tree = treeOf(difference);

test.each<[string, readonly string[], number]>([
	["handle", ["orders.Handle"], 9],
	["(*Client).get", ["orders.(*Client).Get.func1"], 300],
	["^net/http", ["http.(*conn).serve", "http.(*Server).Serve"], 9],
	["Lock|Read", ["sync.(*Mutex).Lock", "net.Read"], 9],
	["[", [], 0],
	["nowhere", [], 0],
])("%s", (text, names, weight) => {
	const found = search(difference, tree, text);
	const matches = [...(found?.matches ?? [])].flatMap((is, node) =>
		is ? [nameOf(difference, node)] : [],
	);
	expect(matches).toEqual(names);
	expect(found?.weight("change")).toBe(weight);
});

test("of blanks is none", () => {
	expect(search(difference, tree, "  ")).toBeNull();
});

test("what a function calls itself is found once", () => {
	const held: readonly Held[] = [[["shop/a.F", "shop/a.F", "shop/a.F"], 0, 5]];
	const deep = differenceFrom(held);
	const found = search(deep, treeOf(deep), "F");
	expect(found?.weight("after")).toBe(5);
	expect([...(found?.within ?? [])]).toEqual([0, 1, 1, 1]);
});

test("any text is a search, and never finds more than all", () => {
	fc.assert(
		fc.property(fc.string({ unit: "grapheme" }), (text) => {
			const found = search(difference, tree, text);
			expect(found?.weight("after") ?? 0).toBeLessThanOrEqual(
				tree.after[0] ?? 0,
			);
		}),
	);
});
