import { expect, test } from "@jest/globals";
import { finding } from "../report/verdicts.ts";
import { accuracyReport, percent } from "./report.ts";
import { NOTHING, sampleRun } from "./sample-runs.ts";
import { scoreOf } from "./score.ts";
import type { SubjectRun } from "./subject-run.ts";
import { totalsOf } from "./totals.ts";

const healthy = (name: string) => ({
	subject: { name, leaks: false },
	report: NOTHING,
});
const leak = (name: string, goleak = 3) => ({
	subject: { name },
	report: { goleak },
});

const quick = (run: SubjectRun): SubjectRun => ({
	...run,
	verdict: { ...run.verdict, timings: { total: 4_900, load: 2_000 } },
});

const runs = [
	sampleRun("fail", [100, 100, 100], leak("one")),
	sampleRun("fail", [100, 100, 100], leak("one", 0)),
	sampleRun("pass", [2, 0], {
		...leak("two"),
		findings: [finding([2, 0], { outcome: "within", kind: "warm-up" })],
	}),
	sampleRun("fail", [2, 2, 2], { ...leak("two"), report: { goroutines: 7 } }),
	sampleRun("fail", [5, 5, 5], {
		subject: { name: "three", functions: ["elsewhere"] },
	}),
	quick(sampleRun("pass", [0], healthy("four"))),
	sampleRun("fail", [1, 1, 1], healthy("five")),
	sampleRun("undecided", [9], healthy("six")),
];
const totals = totalsOf(runs.map(scoreOf));

test("every share has its denominator", () => {
	expect(totals).toMatchObject({
		recall: { part: 3, whole: 5 },
		failed: { part: 4, whole: 5 },
		falseAlarms: { part: 1, whole: 3 },
		undecided: { part: 1, whole: 8 },
		flaky: { part: 1, whole: 2 },
		goroutinesRight: { part: 4, whole: 5 },
		sitesWithinBand: { part: 0, whole: 0 },
		quick: { part: 1, whole: 1 },
		atMostThreeRounds: { part: 1, whole: 1 },
	});
});

test("peers are judged by the runs that could tell", () => {
	const { goleak, goroutineleak } = totals.peers;
	expect(goleak).toEqual({
		recall: { part: 2, whole: 5 },
		falseAlarms: { part: 0, whole: 3 },
	});
	expect(goroutineleak?.recall.whole).toBe(0);
});

test("repeats of which some leaked and some did not may differ", () => {
	const kernel = (goroutines: number) => ({
		subject: { leaks: "by chance" as const },
		report: { goroutines },
	});
	const scores = [
		sampleRun("fail", [1, 1, 1], kernel(3)),
		sampleRun("pass", [0], kernel(0)),
	].map(scoreOf);
	expect(totalsOf(scores).flaky).toEqual({ part: 0, whole: 1 });
});

test("a share says of how many", () => {
	expect(percent({ part: 20, whole: 21 })).toBe("95.2 % (20 of 21)");
	expect(percent({ part: 0, whole: 0 })).toBe("none to tell");
});

test("the report: a line for each subject, totals, and what was wrong by round", () => {
	const text = accuracyReport(runs.map(scoreOf));
	expect(text).toMatch(/^one +yes +caught +\+100 \+100 \+100 /m);
	expect(text).toMatch(/^two +yes +missed ×1, caught ×1 /m);
	expect(text).toMatch(/^false alarms +33\.3 % \(1 of 3\)$/m);
	expect(text).toContain("missed: two: by round +2 +0, in truth 2");
	expect(text).toContain("false alarm: five: by round +1 +1 +1, in truth 0");
	expect(text).toContain("off: two: +6 goroutines, in truth 7");
	expect(text).not.toContain("caught: one");
});

test("a report without a mistake says so", () => {
	const [first] = runs;
	expect(accuracyReport(first ? [scoreOf(first)] : [])).toContain(
		"every run was judged right",
	);
});
