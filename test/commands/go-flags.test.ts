import { expect, test } from "@jest/globals";
import { type FlagKind, goFlags } from "../../src/commands/go-flags.ts";

const KINDS = new Map<string, FlagKind>([
	["cum", "switch"],
	["base", "text"],
	["nodecount", "integer"],
	["nodefraction", "number"],
]);
const read = (words: readonly string[]) => goFlags("top", words, KINDS);

test.each([
	[["-base", "a", "b"], "a", ["b"]],
	[["-base=a", "b"], "a", ["b"]],
	[["--base", "a", "b"], "a", ["b"]],
	[["--base=a", "b"], "a", ["b"]],
	// A value may look like a flag, hold an equals sign, or be nothing.
	[["-base", "-cum"], "-cum", []],
	[["-base=a=b"], "a=b", []],
	[["-base="], "", []],
	// The last counts; flags may follow files.
	[["-base=a", "x", "-base", "b", "y"], "b", ["x", "y"]],
	[["-base", "a", "--", "-cum", "-x"], "a", ["-cum", "-x"]],
	// Standard input.
	[["-base", "a", "-"], "a", ["-"]],
])("%j", (words, base, operands) => {
	const flags = read(words);
	expect(flags.value("base")).toBe(base);
	expect(flags.operands).toEqual(operands);
	expect(flags.isOn("cum")).toBe(false);
});

test.each([
	[["-cum", "a"], true],
	[["-cum=true"], true],
	[["-cum=1"], true],
	[["-cum", "-cum=F"], false],
])("a switch takes no word behind it: %j", (words, isOn) => {
	expect(read(words).isOn("cum")).toBe(isOn);
	expect(read([]).value("cum")).toBeUndefined();
});

test("numbers", () => {
	const words = "-nodecount -1 -nodefraction .5".split(" ");
	expect(read(words).value("nodecount")).toBe(-1);
	expect(read(words).value("nodefraction")).toBe(0.5);
	expect(read(["-nodefraction=1e-3"]).value("nodefraction")).toBe(0.001);
});

test("all values but empty ones", () => {
	const words = ["-base=a", "-base=", "-base", "b"];
	expect(read(words).texts("base")).toEqual(["a", "b"]);
});

test.each([
	[["-focsu=x"], 'top does not take "-focsu=x".'],
	[["---cum"], 'top does not take "---cum".'],
	[["-=x"], 'top does not take "-=x".'],
	[["-base"], "-base needs a value."],
	[["-cum=maybe"], "-cum=maybe: give true or false."],
	[["-nodecount", "1.5"], "-nodecount=1.5: give a whole number."],
	[["-nodecount="], "-nodecount=: give a whole number."],
	[["-nodefraction=5%"], "-nodefraction=5%: give a number."],
])("%j is a usage error", (words, message) => {
	expect(() => read(words)).toThrow(
		expect.objectContaining({
			problems: [expect.objectContaining({ code: "usage", message })],
		}),
	);
});
