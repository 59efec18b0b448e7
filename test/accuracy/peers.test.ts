import { expect, test } from "@jest/globals";
import type { Counters } from "../../src/model/evidence.ts";
import { countersWith } from "../support/evidence.ts";
import { peersOf } from "./peers.ts";
import { sampleRun } from "./sample-runs.ts";

/** A run with these counters: settled before load, a second after the load of round 1, settled after it. */
function runWith(
	before: Partial<Counters>,
	atEnd: Partial<Counters>,
	after: Partial<Counters>,
) {
	const run = sampleRun("pass", [0]);
	const [first, second] = run.evidence.settled;
	if (!first || !second) throw new Error("two states");
	return {
		...run,
		evidence: {
			...run.evidence,
			readings: [
				{
					atMs: 1,
					phase: "load",
					round: 1,
					counters: countersWith({ goroutines: 99 }),
				},
				{
					atMs: 2,
					phase: "settle",
					round: 1,
					counters: countersWith({ goroutines: 77 }),
				},
				{
					atMs: 1_002,
					phase: "settle",
					round: 1,
					counters: countersWith(atEnd),
				},
				{
					atMs: 1_400,
					phase: "settle",
					round: 1,
					counters: countersWith({ goroutines: 88 }),
				},
			] as const,
			settled: [
				{ ...first, counters: countersWith(before) },
				{ ...second, counters: countersWith(after) },
			],
		},
	};
}

test.each([
	["nothing grew", {}, {}, false],
	["a goroutine more a second after the load", { goroutines: 11 }, {}, true],
	["24 KiB more", {}, { heapAlloc: 1_000_000 + 24 * 1024 }, false],
	["more than that", {}, { heapAlloc: 1_000_001 + 24 * 1024 }, true],
])("naive: %s", (_, atEnd, after, alarm) => {
	expect(peersOf(runWith({}, atEnd, after)).naive).toBe(alarm);
});

test.each([
	[undefined, undefined, undefined],
	[0, 0, false],
	[1, 1, false],
	[1, 2, true],
])("goroutineleak: %j before, %j after", (before, after, alarm) => {
	const leaked = (count: number | undefined) =>
		count === undefined ? {} : { leakedGoroutines: count };
	const run = runWith(leaked(before), {}, leaked(after));
	expect(peersOf(run).goroutineleak).toBe(alarm);
});

test.each([
	[null, undefined],
	[0, false],
	[2, true],
])("goleak found %j", (goleak, alarm) => {
	expect(peersOf(sampleRun("pass", [0], { report: { goleak } })).goleak).toBe(
		alarm,
	);
});

test("growth is what we say without proof", () => {
	const run = sampleRun("fail", [1, 1, 1]);
	expect(peersOf(run).growth).toBe(true);
	const proven = run.verdict.findings.map((finding) => ({
		...finding,
		metric: "leaked_goroutines",
	}));
	const alone = { ...run, verdict: { ...run.verdict, findings: proven } };
	expect(peersOf(alone).growth).toBe(false);
});
