import { spawnSync } from "node:child_process";
import { describe, expect, test } from "@jest/globals";
import { rows } from "../../../src/explain/catalogue/rows.ts";
import { knownLink } from "../../../src/explain/known-link.ts";
import { spanProse } from "../../../src/report/markdown-text.ts";
import { spanText } from "../../../src/report/spans.ts";

test("ids are stable names, each once", () => {
	const all = rows.map(({ id }) => id);
	expect(new Set(all).size).toBe(all.length);
	expect(all.length).toBeGreaterThanOrEqual(40);
	for (const id of all) expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)+$/u);
});

describe.each(rows)("$id", ({ cause, mend, link }) => {
	test("says its cause in one sentence and its mend in one or two, briefly", () => {
		expect(sentences(cause)).toBe(1);
		expect([1, 2]).toContain(sentences(mend));
		expect(cause.length).toBeLessThanOrEqual(160);
		expect(mend.length).toBeLessThanOrEqual(160);
	});

	test("reads the same as Markdown and on a terminal", () => {
		for (const text of [cause, mend]) {
			expect(spanProse(text)).toBe(text);
			expect(spanText(text)).toBe(text.replaceAll("`", ""));
		}
	});

	test("links to documentation that the reports accept", () => {
		expect(knownLink(link)).toBe(link);
	});
});

test("every fragment is Go, formatted", () => {
	const source = `package p\n${rows
		.map(
			({ code }) => `\nfunc _() {\n${code.replaceAll(/^(?=.)/gmu, "\t")}\n}\n`,
		)
		.join("")}`;
	const { stdout, stderr } = spawnSync("gofmt", [], {
		input: source,
		encoding: "utf8",
	});
	expect(stderr).toBe("");
	expect(stdout).toBe(source);
});

/** A full stop, or a colon within, that a capital or the end follows. */
function sentences(text: string): number {
	return text.match(/[.!?](?=\s+[\p{Lu}`]|$)/gu)?.length ?? 0;
}
