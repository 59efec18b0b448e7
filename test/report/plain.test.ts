import { expect, test } from "@jest/globals";
import { plain, plainName } from "../../src/report/plain.ts";
import { costAgainstLetters } from "../support/cost.ts";

test.each([
	["a colour", "a\u001b[31mb\u001b[0mc", "abc"],
	["a colour by C1", "a\u009b31mb", "ab"],
	["a link", "a\u001b]8;;https://x\u0007b\u001b]8;;\u0007c", "abc"],
	["a link by C1", "a\u009d8;;https://x\u009cb", "ab"],
	["a title", "a\u001b]0;title\u001b\\b", "ab"],
	["a string within a string", "a\u009dx\u009dy\u009cb", "axb"],
	["a string without an end", "a\u009dxb", "axb"],
	["a character set", "a\u001b(Bb", "ab"],
])("%s is taken out", (_, text, shown) => {
	expect(plain(text)).toBe(shown);
});

/** Quadratic, such a text costs thousands of times as much. */
// Attack 93.
test.each(["\u009d", "\u0090x", "\u0098", "\u001b]", "\u001b[", "\u009b0"])(
	"%j, again and again, costs about as much as letters",
	(piece) => {
		const text = piece.repeat(40_000 / piece.length);
		expect(costAgainstLetters(text, plainName)).toBeLessThan(100);
	},
);
