import { expect, test } from "@jest/globals";
import type { Counters, Settled } from "../../src/model/evidence.ts";
import type { Progress } from "../../src/model/progress.ts";
import { isFleeting, progressLine } from "../../src/report/progress.ts";

const counters = (goroutines: number, heapAlloc: number): Counters => ({
	goroutines,
	heapAlloc,
	heapObjects: 0,
	heapSys: 0,
	heapReleased: 0,
	heapInuse: 0,
	stackInuse: 0,
	numGc: 0,
});
const MiB = 1024 ** 2;
const settled = (goroutines: number, more: Partial<Settled> = {}): Settled => ({
	round: 1,
	settling: "flat",
	settledMs: 30_000,
	patient: true,
	over: [],
	late: [],
	counters: counters(goroutines, 2 * MiB),
	...more,
});
const load = { scenario: "http", durationMs: 1_450, requests: 200 };

const cases: readonly (readonly [Progress, RegExp])[] = [
	[
		{ kind: "begin", phase: "build", detail: "go build ." },
		/^shop {2}build {4}go build \.$/u,
	],
	[
		{ kind: "end", phase: "build", detail: "go build .", ms: 6_100 },
		/^shop {2}build {4}go build \. +6\.1s$/u,
	],
	[
		{
			kind: "end",
			phase: "ready",
			detail: "tcp://127.0.0.1:80",
			ms: 1_000,
			ended: "failed",
		},
		/^shop {2}ready {4}tcp:\/\/127\.0\.0\.1:80 +1\.0s {2}failed$/u,
	],
	[
		{
			kind: "live",
			phase: "round 1",
			counters: counters(412, 2 * MiB),
			elapsedMs: 3_200,
		},
		/^shop {2}round 1 {2}412 goroutines {3}2.0 MiB in use +3\.2s$/u,
	],
	[
		{
			kind: "before",
			settled: settled(14),
			noise: [counters(14, 0), counters(15, 900)],
		},
		/^shop {2}before {3}14 goroutines {3}2.0 MiB in use {3}\(noise ±1, ±900 B\)$/u,
	],
	[
		{
			kind: "round",
			load,
			start: settled(14),
			settled: settled(114, { over: ["goroutines"] }),
			peak: counters(412, 0),
		},
		/^shop {2}round 1 {2}200 requests {3}peak 412 {3}114 after 30\.0s idle {3}\+100 {3}over: goroutines$/u,
	],
	[
		{
			kind: "round",
			scenario: "GET /search",
			load,
			start: settled(14),
			settled: settled(14),
			peak: counters(412, 0),
		},
		/^shop {2}round 1 {2}GET \/search {3}200 requests {3}peak 412 /u,
	],
	[
		{
			kind: "round",
			load,
			start: settled(14),
			settled: settled(15, { settling: "rising" }),
			peak: counters(16, 0),
		},
		/15 and rising after 30\.0s idle {3}\+1$/u,
	],
	[
		{ kind: "note", text: "no \u001b[2Jlabels" },
		/^shop {2}note {5}no labels$/u,
	],
];

test.each(cases)("%j", (progress, line) => {
	expect(progressLine("shop", progress, { color: false })).toMatch(line);
});

test.each(cases)("on a terminal it never wraps: %j", (progress) => {
	const long =
		progress.kind === "end" || progress.kind === "begin"
			? { ...progress, detail: "x".repeat(500) }
			: progress;
	expect(
		progressLine("shop", long, { color: false, width: 40 }).length,
	).toBeLessThanOrEqual(40);
});

test("a log keeps the ends of phases only", () => {
	expect(
		cases
			.filter(([progress]) => isFleeting(progress))
			.map(([{ kind }]) => kind),
	).toEqual(["begin", "live"]);
});
