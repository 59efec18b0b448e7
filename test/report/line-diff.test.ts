import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { lineDiff } from "../../src/report/line-diff.ts";

const lines = (...all: readonly string[]) =>
	all.map((one) => `${one}\n`).join("");

test("changed lines with three around them", () => {
	const before = lines("1", "2", "3", "4", "5", "a", "6", "7", "8", "9", "z");
	const after = before.replace("a\n", "b\nc\n").replace("z\n", "");
	expect(lineDiff("x.yml", before, after)).toBe(
		`--- x.yml
+++ x.yml, tuned
@@ -3 +3 @@
 3
 4
 5
-a
+b
+c
 6
 7
 8
 9
-z
`,
	);
});

test("far apart, each has a place of its own", () => {
	const many = Array.from({ length: 30 }, (_, index) => `${index}`);
	const diff = lineDiff("x", lines(...many, "y"), lines("x", ...many));
	expect(diff.match(/^@@.*/gm)).toEqual(["@@ -1 +1 @@", "@@ -28 +29 @@"]);
});

test("nothing of a text that stays", () => {
	expect(lineDiff("x", "a", "a")).toBe("");
});

test("nothing that a terminal would obey", () => {
	expect(lineDiff("x", "", "a: \u001b[31mred\u202e\r\n")).toBe(
		"--- x\n+++ x, tuned\n@@ -1 +1 @@\n-\n+a: red\n",
	);
});

test("what is left and what is new are all there is", () => {
	const text = fc
		.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 12 })
		.map((all) => lines(...all));
	fc.assert(
		fc.property(text, text, (before, after) => {
			// Fewer lines than the context: all of both are shown.
			const diff = lineDiff("x", before, after);
			fc.pre(before !== after && !/^@@(?! -1 \+1 @@)/m.test(diff));
			const shown = diff.split("\n").slice(3, -1);
			const side = (sign: string) =>
				shown
					.filter((line) => line.startsWith(" ") || line.startsWith(sign))
					.map((line) => line.slice(1));
			expect(before.split("\n").slice(0, side("-").length)).toEqual(side("-"));
			expect(after.split("\n").slice(0, side("+").length)).toEqual(side("+"));
		}),
	);
});
