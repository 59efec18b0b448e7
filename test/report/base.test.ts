import { describe, expect, test } from "@jest/globals";
import type { Verdict } from "../../src/model/verdict.ts";
import { annotations } from "../../src/report/annotations.ts";
import { htmlReport } from "../../src/report/html/html-report.ts";
import { junitReport } from "../../src/report/junit.ts";
import { markdownReport } from "../../src/report/markdown.ts";
import { sarifReport } from "../../src/report/sarif.ts";
import { textReport } from "../../src/report/text.ts";
import { junitBreaches } from "./junit-form.ts";
import { sarifBreaches, sarifRun } from "./sarif-form.ts";
import { culprit, excerpt, finding, verdict } from "./verdicts.ts";

const links = { repository: "https://github.com/acme/shop", sha: "0f1e" };
const base = { ref: "0f1e2d3c4b5a", outcome: "fail", trusted: true } as const;
const text = (one: Verdict) =>
	textReport(one, { color: false, excerpts: [], paths: undefined });
const markdown = (one: Verdict) =>
	markdownReport(one, { excerpts: [excerpt()], limit: 60_000, links });
const page = (one: Verdict) =>
	htmlReport(one, { excerpts: [], readings: [], settled: [], folder: "." });

test.each([
	["new", undefined, "new since its base"],
	["worse", 40, "worse than in its base (+40 there)"],
	["better", 200, "less than in its base (+200 there)"],
	["already", 100, "as in its base"],
] as const)("a culprit that is %s says so", (since, was, words) => {
	const one = verdict({
		base,
		culprits: [culprit({ since, ...(was !== undefined && { was }) })],
	});
	expect(text(one)).toContain(`     ${words} · `);
	expect(text(one)).toMatch(
		/^✗ shop leaks .*\(0\.5 a request\), [a-z ]+ its base$/mu,
	);
	expect(markdown(one)).toContain(` · ${words} · `);
	expect(page(one)).toContain(`<li>${words}</li>`);
	expect(annotations(one, [excerpt()])[0]?.message).toContain(words);
});

describe("the table of budgets", () => {
	const over = (more: Parameters<typeof finding>[1]) =>
		verdict({ base, findings: [finding([100, 100, 100], more)] });

	test.each<[string, Verdict, string]>([
		["growth", over({ base: { growth: 40, after: 134 } }), "+40"],
		[
			"the value, where that is limited",
			over({
				limit: { kind: "ceiling", value: 200, text: "200" },
				base: { growth: null, after: 134 },
			}),
			"134",
		],
	])("has the base's %s beside it", (_, one, cell) => {
		expect(text(one)).toContain(`  base ${cell}  budget `);
		expect(markdown(one)).toContain(` | ${cell} | `);
		expect(page(one)).toContain(`data-label="base">${cell}</td>`);
	});

	test("is as narrow as ever where no base tells", () => {
		const one = over({});
		expect(text(one)).not.toContain("  base ");
		expect(markdown(one)).toContain("| by round | budget |");
		expect(page(one)).not.toContain(">base</th>");
	});
});

test("the comment's headline says new in this PR", () => {
	const one = verdict({ base, culprits: [culprit({ since: "new" })] });
	expect(markdown(one)).toMatch(
		/^### ❌ .*`internal\/orders\/client\.go:39`, new in this PR$/mu,
	);
	const limit = 60_000;
	const pushed = { excerpts: [excerpt()], limit, links, isPullRequest: false };
	expect(markdownReport(one, pushed)).toMatch(
		/^### ❌ .*, new since its base$/mu,
	);
});

test("what the base does not tell is not said", () => {
	const one = verdict({ base: { ...base, trusted: false } });
	for (const report of [text(one), markdown(one), page(one)])
		expect(report).not.toContain("its base");
});

describe("what leaks as its base does, and is let pass", () => {
	const passed = verdict({
		outcome: "pass",
		exitCode: 0,
		base,
		findings: [finding([100, 100, 100], { excused: true })],
		culprits: [culprit({ since: "already", was: 100, excused: true })],
	});

	test("is not called within budget", () => {
		const words = "shop leaks as its base does, and no more";
		expect(text(passed)).toContain(`✓ ${words}: leaks goroutines: +100 `);
		expect(text(passed)).toMatch(/over +leak, as its base/);
		expect(markdown(passed)).toContain(`### ✅ ${words}`);
		expect(page(passed)).toContain(words);
	});

	test("breaks no build in other tools", () => {
		const junit = junitReport(passed);
		expect(junitBreaches(junit)).toEqual([]);
		expect(junit).toContain('failures="0" errors="0"');
		expect(junit).toContain("<skipped");
		const sarif = sarifReport(passed, [excerpt()]);
		expect(sarifBreaches(sarif)).toEqual([]);
		expect(sarifRun(sarif).results).toMatchObject([{ level: "warning" }]);
		expect(annotations(passed, [excerpt()])).toMatchObject([
			{ level: "warning" },
		]);
	});

	test("nor does what no base can tell of, in a budget that is excused, nor what has no line", () => {
		const unknown = { ...passed, culprits: [culprit()] };
		expect(annotations(unknown, [excerpt()])).toMatchObject([
			{ level: "warning" },
		]);
		const [invocation] = sarifRun(sarifReport(unknown, [])).invocations;
		expect(invocation?.toolExecutionNotifications ?? []).toEqual([]);
	});

	test("beside another budget that fails, that is the news", () => {
		const memory = finding([100_000], { metric: "inuse_space", unit: "bytes" });
		const failed = verdict({
			base,
			findings: [...passed.findings, memory],
			culprits: passed.culprits,
		});
		expect(text(failed)).toMatch(/^✗ shop leaks memory: /u);
	});

	test("beside a new one, that is the news", () => {
		const added = culprit({ since: "new", line: 52 });
		const failed = verdict({
			base,
			culprits: [added, ...passed.culprits],
		});
		expect(text(failed)).toMatch(/^✗ .*, in part new since its base$/mu);
		expect(
			annotations(failed, [excerpt(), excerpt({ line: 52 })]).map(
				({ level }) => level,
			),
		).toEqual(["error", "warning"]);
	});
});

describe("mended", () => {
	const { file, line } = culprit();
	const gone = (count: number) =>
		Array.from({ length: count }, (_, index) => ({
			function: `example.com/shop/internal/orders.F${index}`,
			file,
			line,
			metric: "goroutines",
			growth: 100,
			perRequest: index === 0 ? 0.5 : null,
		}));
	const healthy = (count: number) =>
		verdict({
			outcome: "pass",
			exitCode: 0,
			base,
			findings: [finding([0], { outcome: "within", kind: "steady" })],
			culprits: [],
			gone: gone(count),
		});

	test("is said in a line, also of a healthy run", () => {
		const sentence =
			"Mended: orders.F0 at orders/client.go:39 is gone (was 0.5 a request).";
		expect(text(healthy(1))).toContain(`  ${sentence}\n`);
		expect(markdown(healthy(1))).toContain(
			"🎉 Mended: `orders.F0` `orders/client.go:39` is gone (was 0.5 a request).",
		);
		expect(page(healthy(1))).toContain("is gone (was 0.5 a request).");
		expect(text(healthy(0))).not.toContain("Mended");
		expect(markdown(healthy(0))).not.toContain("Mended");
		expect(page(healthy(0))).not.toContain("Mended");
	});

	test("many are counted", () => {
		expect(text(healthy(2))).toContain("(was +100 a round)");
		for (const report of [text, markdown, page])
			expect(report(healthy(7))).toContain("2 more are gone.");
	});
});
