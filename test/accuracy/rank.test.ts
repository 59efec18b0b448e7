import { expect, test } from "@jest/globals";
import { rankOf } from "./rank.ts";

const culprit = (name: string, entry: string | null = null) => ({
	function: name,
	entry,
});

test.each([
	[
		"its whole name",
		["example.com/shop.leak"],
		culprit("example.com/shop.leak"),
		1,
	],
	[
		"without the package",
		["(*Client).fetch"],
		culprit("shop.(*Client).fetch"),
		1,
	],
	["without its folder", ["orders.fetch"], culprit("shop/orders.fetch"), 1],
	["a closure of it", ["fetch"], culprit("shop.fetch.func1.2"), 1],
	[
		"it, where a closure is expected",
		["fetch.func2.gowrap1"],
		culprit("shop.fetch"),
		1,
	],
	["the goroutine's entry", ["worker"], culprit("shop.send", "shop.worker"), 1],
	["another that ends alike", ["fetch"], culprit("shop.prefetch"), null],
	["one that only begins alike", ["fetch"], culprit("shop.fetch.Close"), null],
])("%s", (_, expected, given, rank) => {
	expect(rankOf(expected, [given])).toBe(rank);
});

test("the first that fits counts, from one", () => {
	const culprits = ["a.x", "a.y", "a.z", "a.y"].map((name) => culprit(name));
	expect(rankOf(["z", "y"], culprits)).toBe(2);
	expect(rankOf([], culprits)).toBe(null);
});
