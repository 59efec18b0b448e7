import { describe, expect, test } from "@jest/globals";
import type { Verdict } from "../../src/model/verdict.ts";
import { annotations } from "../../src/report/annotations.ts";
import { verdictJson } from "../../src/report/json.ts";
import { junitReport } from "../../src/report/junit.ts";
import { markdownReport } from "../../src/report/markdown.ts";
import { sarifReport } from "../../src/report/sarif.ts";
import { sideBySide } from "../../src/report/side-by-side.ts";
import { textReport } from "../../src/report/text.ts";
import { junitBreaches } from "./junit-form.ts";
import { structure, withoutCode } from "./markdown-structure.ts";
import { sarifBreaches } from "./sarif-form.ts";
import { culprit, excerpt, finding, verdict } from "./verdicts.ts";

const names: readonly string[] = [
	// Attack 21.
	"<script>alert(1)</script>",
	"</summary></details><img src=x onerror=alert(1)>",
	"<!-- leak-budget:shop -->",
	// Attack 22.
	"**bold** _it_ ~~gone~~ # head",
	"a | b | c",
	"a \\| b \\",
	"`tick`",
	"``` fence\n```\n# out",
	// Attack 24.
	"@everyone",
	// In the HTML element these would be links and mentions all the same.
	// Attack 104.
	"see `https://evil.example/a` | www.evil.example | a@evil.example | @octocat",
	"``` https://evil.example ``",
	"a \\` https://evil.example \\",
	"hello @octocat, see acme/shop#12 and GH-12",
	"GH-12",
	// Attack 25.
	"[click](javascript:alert(1)) ![i](https://evil.example/x.png)",
	"https://evil.example www.evil.example me@evil.example",
	"$x^2$ and $`y`$ :tada:",
	"::error::owned",
	// Attack 27.
	"one\r\n::error::two\n\n### three\u2028four",
	// Attack 28.
	"\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007 \u009b2J \u001bc",
	// Attack 26.
	"invoice\u202Egnp.exe \u2066x\u2069 \u200f zero\u200bwidth",
	// Attack 29.
	"x".repeat(10_000),
	// Attack 23.
	"`".repeat(10_000),
	"|".repeat(10_000),
	"\ud800 lone",
	// Attack 30.
	"a ]]> b \u0000\u0008\ufffe\uffff",
	"file:///etc/passwd [x](file:///etc/passwd) <file:///etc/passwd>",
	"data:text/html,<script>alert(1)</script> vbscript:x",
	"\\\\evil.example\\share //evil.example/x",
	"&#106;avascript:alert(1) &lt;b&gt; &amp;",
	"[ref]: https://evil.example 'title' [^1] [^1]: note",
	"> [!WARNING]\n> quoted",
	"- [ ] task\n1. one\n---\n===",
	"Fixes #12 closes acme/shop#3 acme/shop@0f1e2d3c",
	"~~~ fence\n~~~",
	"<details open><summary>x</summary>",
	"<!--\n-->",
	// biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's own syntax.
	"${{ github.token }} %0A::error::x ##[error]x",
	"a\u00a0b\u3000c \u00ad \u034f \u{e0061}\u{e007f} \ufe0f",
	"0f1e2d3c JIRA-123 deadbeef",
	"\u3164 \uffa0 \u2800 hidden",
	"e\u0301\u0302\u0303".repeat(300),
	"__proto__",
	"",
];

/** Every field that a service, a fork or a budget file can fill. */
function hostile(name: string): Verdict {
	const frame = { function: name, file: name, line: 39 };
	const other = {
		...culprit({ ...frame, stack: [frame], route: name, scenario: name }),
		...{ wait: name, entry: `${name}.e`, first_party: false },
	};
	return verdict({
		name,
		findings: [
			finding([100, 100, 100], {
				metric: name,
				limit: { kind: "growth", value: 0, text: name },
			}),
		],
		culprits: [
			{ ...other, metric: name, first_party: true, since: "worse", was: 1 },
			other,
		],
		base: { ref: name, outcome: "fail", trusted: true, why: name },
		gone: [{ ...frame, metric: name, growth: 1, perRequest: null }],
		problems: [
			{ code: "x", message: name, where: name, remedy: name, tail: [name] },
		],
		notes: [name],
	});
}

describe.each(names)("%j", (name) => {
	const fail = hostile(name);
	const undecided = { ...fail, outcome: "undecided", exitCode: 2 } as const;
	const lines = ["\tgo func() {", `\t\t${name}`, "\t}()"];
	const excerpts = [excerpt({ file: name, path: name, lines })];
	const links = { repository: "https://github.com/acme/shop", sha: "0f1e" };

	test.each([fail, undecided])("Markdown reads none of it", (each) => {
		const options = { excerpts, limit: 60_000, links, run: 1, rerun: name };
		const markdown = markdownReport(each, options);
		expect(markdown).not.toMatch(INVISIBLE);
		expect(markdown.length).toBeLessThan(60_000);
		const { openFence, openDetails, outside } = structure(markdown);
		expect({ openFence, openDetails }).toEqual({
			openFence: false,
			openDetails: 0,
		});
		for (const line of outside) {
			const read = withoutCode(line)
				.replaceAll(/<\/?(?:details|summary)>/gu, "")
				.replace(/\]\(https:\/\/github\.com\/acme\/[^\s()<>@|`]*\)/gu, "]()")
				.replace(/\[(?:•|this run)\]\(\)/u, "");
			expect(read).not.toMatch(
				/[<>@`[\]\\$_~]|::|https?:|www\.|[#/]\d|GH-|JIRA-|deadbeef/u,
			);
			expect(read.replace(/^### /u, "")).not.toMatch(/#/u);
			expect(read.replace(/\*\*[^*]*\*\*/gu, "")).not.toMatch(/\*/u);
			if (line.startsWith("|")) expect(line.split("|")).toHaveLength(9);
			expect(line.length).toBeLessThan(5_000);
		}
	});

	test.each([true, false])(
		"the terminal obeys none of it (color %s)",
		(color) => {
			const paths = { report: "report.md", folder: ".leak-budget" };
			const text =
				textReport(fail, { color, width: 100, excerpts, paths }) +
				textReport(undecided, { color, width: 100, excerpts, paths }) +
				sideBySide(
					{ title: "leaking", verdict: fail, folder: ".leak-budget" },
					{ title: "mended", verdict: undecided, folder: ".leak-budget" },
					{ color },
				);
			// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is looked for
			const ours = /\u001b\[(?:0|1|2|31|32|33)m/gu;
			expect(color ? text.replace(ours, "") : text).not.toMatch(INVISIBLE);
			expect(
				Math.max(...text.split("\n").map((line) => line.length)),
			).toBeLessThan(1_500);
		},
	);

	test("annotations stay within what GitHub shows", () => {
		for (const { title, message } of annotations(fail, excerpts)) {
			expect(title + message).not.toMatch(INVISIBLE);
			expect(title + message).not.toMatch(/\n/u);
			expect(message.length).toBeLessThanOrEqual(4_096);
		}
	});

	test.each([fail, undecided])("JUnit stays well-formed", (each) => {
		const xml = junitReport(each, excerpts);
		expect(junitBreaches(xml)).toEqual([]);
		expect(xml).not.toMatch(INVISIBLE);
		expect(xml.length).toBeLessThan(40_000);
	});

	test.each([fail, undecided])("SARIF stays valid", (each) => {
		const json = sarifReport(each, excerpts);
		expect(sarifBreaches(json)).toEqual([]);
		JSON.parse(json, (_, value) => {
			if (typeof value === "string") expect(value).not.toMatch(INVISIBLE);
		});
	});

	test("verdict.json keeps it as it is", () => {
		expect(JSON.parse(verdictJson(fail))).toEqual(fail);
	});
});

/** Controls but the end of a line, and characters that hide or turn text round. */
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{DI}\p{Zl}\p{Zp}]/u;
