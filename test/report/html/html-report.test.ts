import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import type { Excerpt } from "../../../src/model/excerpt.ts";
import type { Verdict } from "../../../src/model/verdict.ts";
import { htmlReport } from "../../../src/report/html/html-report.ts";
import { differenceFrom, LEAK } from "../../page/differences.ts";
import { culprit, excerpt, finding, verdict } from "../verdicts.ts";
import { type Page, readPage } from "./page-structure.ts";
import { counters, simulatedRun } from "./simulated-run.ts";

const folder = new URL("../../../fixtures/verdicts/", import.meta.url);
const empty = { excerpts: [], readings: [], settled: [], folder: "out" };

describe.each(readdirSync(folder))("fixtures/verdicts/%s", (name) => {
	const source = render(name);
	const page = readPage(source);

	test("is one file that asks for nothing and runs nothing", () => {
		const names = new Set(page.tags.map((tag) => tag.name));
		for (const foreign of ["script", "link", "img", "iframe", "object", "form"])
			expect(names).not.toContain(foreign);
		expect(source).not.toMatch(/url\(|@import/u);
		for (const { attributes } of page.tags) {
			expect(Object.keys(attributes).join(" ")).not.toMatch(/\bon|\bsrc\b/u);
			expect(attributes.href ?? "#").toMatch(
				/^(?:#|https:\/\/(?:pkg\.)?go\.dev\/)/u,
			);
		}
	});

	test("headings, tables and references are as assistive technology wants them", () => {
		expect(count(page, "h1")).toBe(1);
		expect(tag(page, "html")?.attributes).toEqual({ lang: "en" });
		for (const cell of page.tags.filter(({ name }) => name === "th"))
			expect(cell.attributes.scope).toMatch(/^(?:col|row)$/u);
		const ids = page.tags.flatMap(({ attributes }) => attributes.id ?? []);
		expect(new Set(ids).size).toBe(ids.length);
		const wanted = page.tags.flatMap(({ attributes }) => [
			...(attributes["aria-labelledby"]?.split(" ") ?? []),
			...(attributes.href?.startsWith("#") ? [attributes.href.slice(1)] : []),
		]);
		expect(ids).toEqual(expect.arrayContaining(wanted));
	});

	test("the outcome is a word", () => {
		const { outcome } = read<Verdict>(`${name}/verdict.json`);
		const words = {
			pass: "Within budget",
			fail: "Over budget",
			undecided: "Undecided",
		};
		expect(page.text).toContain(words[outcome]);
	});
});

test.each(["goroutine-leak", "not-ready"])("golden of %s", (name) => {
	golden(`${name}/report.html`, render(name));
});

test("says where it leaks, why, and how to see it again", () => {
	const { text } = readPage(render("goroutine-leak"));
	for (const part of [
		"internal/orders/client.go:39",
		"Nobody receives what it sends",
		"GET /orders/{id}",
		"proven by goroutineleak",
		"0.5 a request",
		"found <- c.warehouse.Lookup(id)",
		"example.com/shop/internal/orders.(*Client).Get.func1",
		"leak-budget judge .leak-budget",
		"-base .leak-budget/evidence/before/heap.pb.gz .leak-budget/evidence/after-3/heap.pb.gz",
		"goroutines: +100",
		"go1.26.8",
		"Goroutines: 14 before load, 114 after round 1, 214 after round 2, 314 after round 3, 611 at most.",
	])
		expect(text).toContain(part);
});

test("a run that failed before any reading is a page with its problem", () => {
	const page = readPage(
		htmlReport(
			verdict({
				outcome: "undecided",
				exitCode: 2,
				findings: [],
				culprits: [],
				environment: { go: "", os: "", tool: "" },
				problems: [
					{
						code: "build-failed",
						message: "The build failed: go build -o bin/shop ./cmd/shop",
						where: "build",
						remedy: "Mend what the compiler names.",
						tail: ["main.go:7:2: undefined: x"],
					},
				],
			}),
			empty,
		),
	);
	expect(page.text).toContain(
		"The build failed: go build -o bin/shop ./cmd/shop",
	);
	expect(page.text).toContain("Mend what the compiler names.");
	expect(page.text).toContain("main.go:7:2: undefined: x");
	expect(page.text).not.toContain("pprof");
	expect(count(page, "figure")).toBe(0);
	expect(count(page, "table")).toBe(0);
});

test("the culprit's line is marked, and only it", () => {
	const page = htmlReport(verdict(), { ...empty, excerpts: [excerpt()] });
	expect(page.match(/<mark>[^<]*<\/mark>/gu)).toEqual([
		"<mark>▸ 39      found &#60;- c.load(id)</mark>",
	]);
});

test("of several loads each row and each settled state says which it is about", () => {
	const { readings, settled } = simulatedRun(verdict());
	const page = readPage(
		htmlReport(
			verdict({
				findings: [
					finding([5, 5, 5], { scenario: "orders" }),
					finding([0], {
						outcome: "within",
						scenario: "search",
						stacks: "cache.*",
					}),
				],
			}),
			{
				...empty,
				readings,
				settled,
				scenarios: new Map([
					[1, "orders"],
					[2, "search"],
				]),
			},
		),
	);
	expect(page.text).toMatch(/load\s*after idle/u);
	expect(page.text).toContain("goroutines of cache.*");
	expect(page.text).toContain("after round 1 of orders");
	expect(page.text).toContain("after round 2 of search");
	const only = readPage(htmlReport(verdict(), { ...empty, readings, settled }));
	expect(only.text).not.toMatch(/load\s*after idle|after round 1 of/u);
});

test("a folder that a shell would read is one quoted word", () => {
	const { text } = readPage(
		htmlReport(verdict(), { ...empty, folder: "it's; rm -rf $HOME" }),
	);
	expect(text).toContain("leak-budget judge 'it'\\''s; rm -rf $HOME'");
	const dashed = readPage(htmlReport(verdict(), { ...empty, folder: "-x" }));
	expect(dashed.text).toContain("leak-budget judge ./-x");
});

test("a kind is explained once, and what has no budget says so", () => {
	const { text } = readPage(
		htmlReport(
			verdict({
				findings: [
					finding([5, 5, 5], { metric: "leaked_goroutines" }),
					finding([5, 5, 5]),
				],
				observed: [
					{
						metric: "threads",
						unit: "count",
						before: 9,
						peak: 9,
						after: 9,
						rounds: [],
					},
				],
			}),
			empty,
		),
	);
	expect(text.split("A warm-up would have stopped.")).toHaveLength(2);
	expect(text).toContain("No budget.");
});

test("each line of the table keeps its own outcome, whatever the order of the budgets", () => {
	const page = htmlReport(
		verdict({
			findings: [
				finding([0], {
					metric: "threads",
					...{ outcome: "within", kind: "steady", perRequest: null },
				}),
				finding([100, 100, 100]),
			],
		}),
		empty,
	);
	const [, first = "", second = ""] = page.split(/<tr role="row" class="/u);
	expect(first).toMatch(/^is-over.*goroutines.*a request.*over: leak/su);
	expect(second).toMatch(/^is-within.*threads.*never above its allowance/su);
	expect(second.split("</table>")[0]).not.toMatch(/a request/u);
});

test("a run of a day is drawn with no more than 600 points a curve, its peak kept", () => {
	const readings = Array.from({ length: 200_000 }, (_, index) => ({
		atMs: index * 400,
		phase: "load" as const,
		round: 1,
		counters: counters(index === 77_777 ? 4_711 : 10 + (index % 3), 2e6),
	}));
	const page = readPage(htmlReport(verdict(), { ...empty, readings }));
	const curves = page.tags.filter(
		({ attributes }) => attributes.class === "curve",
	);
	expect(curves).toHaveLength(2);
	for (const { attributes } of curves)
		expect(attributes.d?.split("L").length).toBeLessThanOrEqual(600);
	expect(curves[0]?.attributes.d).toContain(" 25.8L");
	expect(page.text).toContain("highest 4711");
});

test("with profiles, a log and a script: all of it in the page, and only that script may run", () => {
	const { readings, settled } = simulatedRun(verdict());
	const source = htmlReport(verdict(), {
		...{ excerpts: [], folder: "out", readings, settled },
		differences: [
			differenceFrom(LEAK, { title: "in-use heap", unit: "bytes" }),
			differenceFrom(LEAK),
		],
		log: ["listening on :8080", "\u001b[31mpanic: <nil>"],
		script: { code: "here()", sha256: "c2hh" },
	});
	const page = readPage(source);
	for (const part of [
		"in-use heap, estimated from samples: the 4 that changed most of 4",
		"goroutines: the 4 that changed most of 4",
		"+300 B",
		"orders.(*Client).Get.func1",
		"panic: <nil>",
	])
		expect(page.text).toContain(part);
	const [data = "", code] = page.scripts;
	expect(code).toBe("here()");
	// The verdict is about goroutines.
	expect(JSON.parse(data)).toMatchObject({
		first: 1,
		moments: { round: readings.map(({ round }) => round) },
	});
	const policy = page.tags.find(
		({ attributes }) => attributes["http-equiv"] !== undefined,
	);
	expect(policy?.attributes.content).toBe(
		"default-src 'none'; script-src 'sha256-c2hh'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
	);
});

test("a thousand culprits with endless stacks stay a page that opens", () => {
	const { stack } = culprit();
	const frames = Array.from({ length: 5_000 }, () => stack).flat();
	const culprits = Array.from({ length: 1_000 }, () =>
		culprit({ stack: frames }),
	);
	const source = htmlReport(verdict({ culprits }), empty);
	expect(source.length).toBeLessThan(2_000_000);
	expect(readPage(source).text).toContain("… and 970 more in verdict.json.");
});

function render(name: string): string {
	const judged = read<Verdict>(`${name}/verdict.json`);
	const excerpts = existsSync(new URL(`${name}/excerpts.json`, folder))
		? read<readonly Excerpt[]>(`${name}/excerpts.json`)
		: [];
	const options = { excerpts, folder: ".leak-budget", ...simulatedRun(judged) };
	return htmlReport(judged, options);
}

function read<T>(path: string): T {
	return JSON.parse(readFileSync(new URL(path, folder), "utf8"));
}

function golden(path: string, text: string): void {
	const file = new URL(path, folder);
	if (process.env.UPDATE_GOLDENS === "1") writeFileSync(file, text);
	const wanted = existsSync(file) ? readFileSync(file, "utf8") : "";
	if (text !== wanted)
		console.error(
			"To rewrite what is wanted: UPDATE_GOLDENS=1 npm run --silent jest -- test/report/html",
		);
	expect(text === wanted).toBe(true);
}

function count(page: Page, name: string): number {
	return page.tags.filter((tag) => tag.name === name).length;
}

function tag(page: Page, name: string) {
	return page.tags.find((one) => one.name === name);
}
