import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Culprit, Verdict } from "../../src/model/verdict.ts";
import { markdownReport } from "../../src/report/markdown.ts";
import { structure } from "./markdown-structure.ts";
import { culprit, excerpt, finding, verdict } from "./verdicts.ts";

const many = (count: number, frames = 30): Verdict =>
	verdict({
		culprits: Array.from({ length: count }, (_, index): Culprit => {
			const { function: name } = culprit();
			const frame = {
				function: `${name}.f${index}`,
				file: "/a.go",
				line: index,
			};
			return culprit({ ...frame, stack: Array(frames).fill(frame) });
		}),
	});

describe("a report that would be too long", () => {
	test("500 culprits: 20 are shown, the others counted", () => {
		const text = markdownReport(many(500), { excerpts: [], limit: 60_000 });
		expect(text.length).toBeLessThanOrEqual(60_000);
		expect(text).toContain("499 more stacks that grew");
		expect(text).toContain("… and 480 more.");
		expect(text).toContain("func1.f19`");
		expect(text).not.toContain("func1.f20`");
	});

	const excerpts = many(30).culprits.map(({ file, line }) =>
		excerpt({ file, line, firstLine: line, lines: [`source${line}()`] }),
	);
	const shown = (limit: number) => {
		const text = markdownReport(many(30), { excerpts, limit });
		const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
		return {
			stacks: count(/summary>Stack/gu),
			sources: count(/source\d+\(\)/gu),
			culprits: count(/^\*\*`/gmu),
			table: count(/^\| \*\*gorout/gmu),
			headline: count(/^### ❌ shop leaks/gmu),
		};
	};

	test.each([
		[99_000, { stacks: 20, sources: 20, culprits: 20, table: 1, headline: 1 }],
		[12_000, { stacks: 1, sources: 20, culprits: 20, table: 1, headline: 1 }],
		[6_900, { stacks: 0, sources: 20, culprits: 20, table: 1, headline: 1 }],
		[5_400, { stacks: 0, sources: 1, culprits: 20, table: 1, headline: 1 }],
		[2_500, { stacks: 0, sources: 0, culprits: 5, table: 1, headline: 1 }],
		[800, { stacks: 0, sources: 0, culprits: 1, table: 1, headline: 1 }],
		[400, { stacks: 0, sources: 0, culprits: 0, table: 1, headline: 1 }],
		[150, { stacks: 0, sources: 0, culprits: 0, table: 0, headline: 1 }],
	])(
		"sheds stacks, then sources, then culprits, then the table: %i",
		(limit, expected) => {
			expect(shown(limit)).toEqual(expected);
		},
	);

	test("is never over its limit, balanced, and begins with the verdict", () => {
		const text = fc.string({ unit: "grapheme", maxLength: 300 });
		const arbitrary = fc.record({
			name: text,
			word: text,
			metric: text,
			culprits: fc.nat(60),
			frames: fc.nat(100),
			findings: fc.nat(120),
			outcome: fc.constantFrom(
				"pass" as const,
				"fail" as const,
				"undecided" as const,
			),
			problems: fc.nat(3),
			limit: fc.integer({ min: 30, max: 60_000 }),
		});
		fc.assert(
			fc.property(arbitrary, (a) => {
				const { culprits } = many(a.culprits, a.frames);
				const problem = {
					code: "x",
					message: a.word,
					remedy: a.word,
					tail: Array(100).fill(a.word),
				};
				const each = verdict({
					name: a.name,
					outcome: a.outcome,
					findings: Array(a.findings).fill(
						finding([1, 2, 3], { metric: a.metric }),
					),
					culprits: culprits.map((one) => ({
						...one,
						route: a.word,
						wait: a.word,
						entry: a.word,
					})),
					problems: Array(a.problems).fill(problem),
					notes: [a.word],
				});
				const source = excerpt({
					file: "/a.go",
					line: 3,
					firstLine: 1,
					lines: [a.word, a.word, a.word],
				});
				const markdown = markdownReport(each, {
					excerpts: [source],
					limit: a.limit,
				});
				expect(markdown.length).toBeLessThanOrEqual(a.limit);
				const { openFence, openDetails } = structure(markdown);
				expect({ openFence, openDetails }).toEqual({
					openFence: false,
					openDetails: 0,
				});
				expect(markdown).toMatch(/^### (?:✅|❌|❓) /u);
			}),
			{ numRuns: 150 },
		);
	});
});

test("three budgets and two culprits fit one screen", () => {
	const two = [culprit(), culprit({ function: "b.B", file: "/b.go" })];
	const findings = ["goroutines", "leaked_goroutines", "inuse_space"].map(
		(metric) => finding([100, 100, 100], { metric }),
	);
	const markdown = markdownReport(verdict({ findings, culprits: two }), {
		excerpts: [excerpt()],
		limit: 60_000,
	});
	const folded = markdown
		.replace(/<details>(?:(?!<details>)[\s\S])*?<\/details>/gu, "▸")
		.replace(/<details>[\s\S]*?<\/details>/gu, "▸");
	expect(folded.split("\n").length).toBeLessThan(30);
});

test("a leak that this pull request brought is said in the first line", () => {
	const changed = (change: "line" | "function" | "none") =>
		markdownReport(verdict({ findings: [finding([100, 100, 100])] }), {
			excerpts: [{ ...excerpt(), change }],
			limit: 60_000,
			links: { repository: "https://github.com/acme/shop", sha: "0f1e" },
		}).split("\n", 1)[0];
	expect(changed("line")).toMatch(/, changed in this PR$/);
	expect(changed("function")).toMatch(/, its function changed in this PR$/);
	expect(changed("none")).toMatch(/`$/);
});

test("what is proven to stay, and came in one round only, has no rate", () => {
	const blocked = finding([4, 0], { kind: "blocked", growth: 4 });
	const markdown = markdownReport(
		verdict({ findings: [blocked], culprits: [culprit({ growth: 4 })] }),
		{ excerpts: [], limit: 60_000 },
	);
	expect(markdown).toContain(" · +4 goroutines · ");
});

test("where none of the user's code is on the worst stack, the line of theirs that leads to it is named and open", () => {
	const loop = (name: string) =>
		culprit({
			function: `net/http.(*persistConn).${name}`,
			file: "/go/src/net/http/transport.go",
			first_party: false,
		});
	const own = culprit({ metric: "inuse_space", wait: null, band: 1000 });
	const markdown = markdownReport(
		verdict({
			findings: [finding([100, 100, 100])],
			culprits: [loop("readLoop"), loop("writeLoop"), loop("serve"), own],
		}),
		{ excerpts: [], limit: 60_000 },
	);
	expect(markdown.split("\n", 1)[0]).toMatch(/: `orders\/client.go:39`$/);
	const [open] = markdown.split("<summary>2 more stacks that grew");
	expect(open).toContain("readLoop");
	expect(open).toContain("orders.(*Client).Get.func1`**");
});
