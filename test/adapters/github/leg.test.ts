import { expect, test } from "@jest/globals";
import { legName } from "../../../src/adapters/github/leg.ts";

test.each([
	["outside of a matrix", "null", "shop"],
	["where the runner does not know the context", "", "shop"],
	["with values", '{"go":"1.26","on":{"os":"linux"}}', "shop (1.26, linux)"],
	["in a matrix of services, each with its own name", '{"s":"shop"}', "shop"],
	[
		"where another value stands beside it",
		'{"s":"shop","n":1}',
		"shop (shop, 1)",
	],
])("a leg %s", (_what, matrix, name) => {
	expect(legName("shop", matrix)).toBe(name);
});
