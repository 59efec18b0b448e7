import { expect, test } from "@jest/globals";
import { matchesFunction } from "../../src/model/glob.ts";

const GET = "example.com/shop/internal/orders.(*Client).Get.func1";

test.each([
	["the whole name", GET, GET, true],
	["a star at the end", "example.com/shop/internal/orders.*", GET, true],
	["a star is also nothing", `${GET}*`, GET, true],
	["a star in the middle", "example.com/*.(*Client).Get.*", GET, true],
	[
		"as reports print it, without its path",
		"orders.(*Client).Get.func1",
		GET,
		true,
	],
	["half a path", "internal/orders.*", GET, true],
	["half a word of the path", "rders.*", GET, false],
	["the end alone", "Get.func1", GET, false],
	["the beginning alone", "example.com/shop/internal/orders", GET, false],
	[
		"the star of a receiver is itself",
		"orders.(*Client).Get.func1",
		"orders.(*xClient).Get.func1",
		false,
	],
	["any receiver", "orders.(*).Get.*", GET, true],
	["a receiver of which half is known", "orders.(*Cl*).Get.*", GET, true],
	[
		"a slash within type arguments is no path",
		"int].Add",
		"m.Map[go.shape/int].Add",
		false,
	],
	["stars that may not overlap", "a*aa", "aa", false],
	[
		"no sign of regular expressions is special",
		"orders.(*Client).Ge..func1",
		GET,
		false,
	],
	["everything", "*", GET, true],
])("%s", (_, pattern, name, expected) => {
	expect(matchesFunction(pattern, name)).toBe(expected);
});

test("a pattern of very many stars ends soon", () => {
	const began = performance.now();
	expect(matchesFunction(`${"a*".repeat(2000)}b`, "a".repeat(20_000))).toBe(
		false,
	);
	expect(performance.now() - began).toBeLessThan(5000);
});
