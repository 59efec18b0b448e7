import { expect, test } from "@jest/globals";
import { spanProse } from "../../src/report/markdown-text.ts";
import { spans, spanText } from "../../src/report/spans.ts";

test.each([
	["Call `Stop`, then `Wait`.", ["Stop", "Wait"]],
	["no code at all", []],
	["`all`", ["all"]],
	["a lone ` is a word", []],
	["`one` and a lone `", []],
])("%s", (sentence, code) => {
	const pieces = spans(sentence);
	expect(pieces.flatMap((one) => (one.isCode ? one.text : []))).toEqual(code);
	if (code.length > 0)
		expect(spanText(sentence)).toBe(sentence.replaceAll("`", ""));
});

test.each([
	["Release (`defer`), or `Close` it: both end.", null],
	["not <b>code</b> here", "not `<b>code</b>` here"],
	["`<b>` is code", "`<b>` is code"],
])("Markdown of %s", (sentence, markdown) => {
	expect(spanProse(sentence)).toBe(markdown ?? sentence);
});
