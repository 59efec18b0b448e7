import { describe, expect, test } from "@jest/globals";
import type { Diagnosis } from "../../src/model/verdict.ts";
import { annotations } from "../../src/report/annotations.ts";
import { htmlReport } from "../../src/report/html/html-report.ts";
import { verdictJson } from "../../src/report/json.ts";
import { markdownReport } from "../../src/report/markdown.ts";
import { textReport } from "../../src/report/text.ts";
import { structure, withoutCode } from "./markdown-structure.ts";
import { culprit, excerpt, verdict } from "./verdicts.ts";

const DIAGNOSIS: Diagnosis = {
	id: "send-without-receiver",
	cause: "Nobody receives what it sends (as in `io.Pipe`).",
	mend: "Make room, `make(chan T, 1)`, or wait for `ctx.Done()` too.",
	code: "results := make(chan result, 1)\ngo func() { results <- work() }()",
	link: "https://go.dev/blog/pipelines#stopping-short",
};

const given = (diagnosis: Diagnosis | null) =>
	verdict({ culprits: [culprit({ diagnosis })] });
const markdown = (diagnosis: Diagnosis | null) =>
	markdownReport(given(diagnosis), { excerpts: [], limit: 60_000 });
const text = (diagnosis: Diagnosis | null) =>
	textReport(given(diagnosis), {
		color: false,
		excerpts: [],
		paths: undefined,
	});
const html = (diagnosis: Diagnosis | null) => {
	const run = { readings: [], settled: [], folder: ".leak-budget" };
	return htmlReport(given(diagnosis), { excerpts: [excerpt()], ...run });
};

describe("cause and mend of a culprit", () => {
	test("Markdown: one quotation with a link, the fragment folded", () => {
		expect(markdown(DIAGNOSIS)).toContain(
			"> Nobody receives what it sends (as in `io.Pipe`). Make room, `make(chan T, 1)`, or wait for `ctx.Done()` too. [Docs](https://go.dev/blog/pipelines#stopping-short)\n",
		);
		expect(markdown(DIAGNOSIS)).toContain(
			"<details><summary>The mend in code</summary>\n\n```go\nresults := make(chan result, 1)\ngo func() { results <- work() }()\n```",
		);
	});

	test("terminal: a line each, without backticks", () => {
		expect(text(DIAGNOSIS)).toContain(
			"     Nobody receives what it sends (as in io.Pipe).\n     Make room, make(chan T, 1), or wait for ctx.Done() too.\n",
		);
	});

	test("HTML: code as code, with a link", () => {
		const page = html(DIAGNOSIS);
		expect(page).toContain(
			"<p>Nobody receives what it sends (as in <code>io.Pipe</code>).</p>",
		);
		expect(page).toContain(
			'<a href="https://go.dev/blog/pipelines#stopping-short">Documentation</a>',
		);
		expect(page).toContain("<span>results := make(chan result, 1)</span>");
	});

	test("annotation", () => {
		expect(annotations(given(DIAGNOSIS), [excerpt()])[0]?.message).toContain(
			"Nobody receives what it sends (as in io.Pipe). Make room,",
		);
	});

	test("verdict.json has it whole, or null", () => {
		const [said] = JSON.parse(verdictJson(given(DIAGNOSIS))).culprits;
		expect(said.diagnosis).toEqual(DIAGNOSIS);
		const [silent] = JSON.parse(verdictJson(given(null))).culprits;
		expect(silent.diagnosis).toBeNull();
	});

	test("takes the place of what the wait means; without it that stands", () => {
		const meaning = "It waits to send on a channel, and nobody receives.";
		for (const report of [markdown, text, html]) {
			expect(report(DIAGNOSIS)).not.toContain(meaning);
			expect(report(null)).toContain(meaning);
		}
	});
});

/** verdict.json may come from somebody else's run. */
test.each([
	"<script>alert(1)</script>",
	"`tick` and `",
	"``` fence\n```\n# out",
	"[click](javascript:alert(1)) @octocat ::error::owned",
	"\u001b[31mred\u202egnp",
	"x".repeat(10_000),
	"</details></summary>",
])("a foreign diagnosis stays text: %j", (hostile) => {
	const foreign = {
		id: hostile,
		cause: hostile,
		mend: hostile,
		code: `${hostile}\n`.repeat(100),
		link: `https://go.dev.evil.example/${hostile}`,
	};
	const { openFence, openDetails, outside } = structure(markdown(foreign));
	expect({ openFence, openDetails }).toEqual({
		openFence: false,
		openDetails: 0,
	});
	const read = outside.map(withoutCode).join("\n");
	expect(read).not.toMatch(/<script|\]\(|^# |evil|@|::/mu);
	expect(html(foreign)).not.toMatch(/<script>alert|evil|\u202e/u);
	for (const report of [markdown(foreign), text(foreign)]) {
		expect(report).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
		expect(report.length).toBeLessThan(20_000);
	}
});
