import { describe, expect, test } from "@jest/globals";
import type { Plan } from "../../src/model/plan.ts";
import { DEFAULT_PLAN as PLAN } from "../support/default-plan.ts";
import {
	type Behaviour,
	measureSimulated,
} from "../support/simulated-service.ts";

/** Linear fall from `from` to 0 over `overMs`. */
const draining = (from: number, idleMs: number, overMs: number) =>
	Math.max(0, Math.round(from * (1 - idleMs / overMs)));

/**
 * Each round leaves 200 goroutines that end 5 s after it. Go never frees their
 * descriptors: the heap stays where the most of them at once brought it.
 */
function endingLate(bytesEach: number): Behaviour {
	const ends: number[] = [];
	let most = 0;
	return ({ nowMs, rounds, idleMs }) => {
		if (rounds > 0) ends[rounds - 1] ??= nowMs - idleMs;
		const held = 200 * ends.filter((end) => nowMs - end < 5000).length;
		most = Math.max(most, held);
		return {
			goroutines: 10 + held,
			heapAlloc: 1_000_000 + 490 * most + bytesEach * held,
		};
	};
}

/** Each round leaks 100 goroutines and 1 MB, and holds 200 and 4 MB more that are gone after 6 s. */
function leakingUnderLateEnds(): Behaviour {
	const ends: number[] = [];
	return ({ nowMs, rounds, idleMs }) => {
		if (rounds > 0) ends[rounds - 1] ??= nowMs - idleMs;
		const held = ends.filter((end) => nowMs - end < 6000).length;
		return {
			goroutines: 10 + 100 * rounds + 200 * held,
			heapAlloc: 1e6 + 1e6 * rounds + 4e6 * held,
		};
	};
}

/** Each round holds 200 goroutines for 5 s, and leaves half as many for good as the round before. */
function warmingUnderLateEnds(): Behaviour {
	const ends: number[] = [];
	return ({ nowMs, rounds, idleMs }) => {
		if (rounds > 0) ends[rounds - 1] ??= nowMs - idleMs;
		const held = ends.filter((end) => nowMs - end < 5000).length;
		return { goroutines: 10 + 800 * (1 - 0.5 ** rounds) + 200 * held };
	};
}

interface Expected {
	readonly outcome: "pass" | "fail" | "undecided";
	/** Kind of the finding of `metric`. */
	readonly kind: string;
	readonly metric?: string;
	readonly growth?: number;
	readonly rounds: number;
	/** Whether any wait went to the timeout of 30 s. */
	readonly longWaits: number;
}

const CASES: readonly (readonly [string, Behaviour, Expected])[] = [
	[
		"stands still",
		() => ({}),
		{ outcome: "pass", kind: "steady", rounds: 1, longWaits: 0 },
	],
	[
		"leaks in every round, proof unavailable",
		({ rounds }) => ({ goroutines: 10 + 100 * rounds }),
		{ outcome: "fail", kind: "leak", growth: 100, rounds: 3, longWaits: 1 },
	],
	[
		"leaks in every round, proven",
		({ rounds }) => ({
			goroutines: 10 + 100 * rounds,
			leakedGoroutines: 100 * rounds,
		}),
		{ outcome: "fail", kind: "leak", growth: 100, rounds: 3, longWaits: 0 },
	],
	[
		"leaks in every round, proven in part",
		({ rounds }) => ({
			goroutines: 10 + 100 * rounds,
			leakedGoroutines: 60 * rounds,
		}),
		{ outcome: "fail", kind: "leak", growth: 100, rounds: 3, longWaits: 1 },
	],
	[
		"leaks one goroutine a round",
		({ rounds }) => ({ goroutines: 10 + rounds }),
		{ outcome: "fail", kind: "leak", growth: 1, rounds: 3, longWaits: 1 },
	],
	[
		"warms up in the first round",
		({ rounds }) => ({ goroutines: rounds > 0 ? 90 : 10 }),
		{ outcome: "pass", kind: "warm-up", rounds: 2, longWaits: 0 },
	],
	[
		"warms up ever less",
		({ rounds }) => ({
			goroutines: 10 + ([0, 40, 60, 70, 75, 77][rounds] ?? 77),
		}),
		{ outcome: "pass", kind: "warm-up", rounds: 5, longWaits: 2 },
	],
	[
		"cleans up 1 s after load",
		({ rounds, idleMs }) => ({
			goroutines: rounds > 0 && idleMs < 1000 ? 60 : 10,
		}),
		{ outcome: "pass", kind: "steady", rounds: 1, longWaits: 0 },
	],
	[
		"cleans up everything 25 s after the last load",
		({ rounds, idleMs }) => ({
			goroutines: idleMs < 25_000 ? 10 + 100 * rounds : 10,
		}),
		{ outcome: "pass", kind: "steady", rounds: 3, longWaits: 1 },
	],
	[
		"cleans up after each load, 5 s later",
		endingLate(100),
		{ outcome: "pass", kind: "steady", rounds: 4, longWaits: 1 },
	],
	[
		"cleans up after each load, 5 s later, and frees nothing",
		endingLate(0),
		{
			outcome: "pass",
			kind: "warm-up",
			metric: "inuse_space",
			rounds: 4,
			longWaits: 1,
		},
	],
	[
		"leaks, and cleans up as much again 5 s after the last load",
		({ rounds, idleMs }) => ({
			goroutines: 10 + 100 * rounds + (idleMs < 5000 ? 100 * rounds : 0),
		}),
		{ outcome: "fail", kind: "leak", growth: 100, rounds: 4, longWaits: 2 },
	],
	[
		"leaks, and cleans up half as much again 5 s after the last load",
		({ rounds, idleMs }) => ({
			goroutines: 10 + 100 * rounds + (idleMs < 5000 ? 50 * rounds : 0),
		}),
		{ outcome: "fail", kind: "leak", growth: 100, rounds: 4, longWaits: 2 },
	],
	[
		"leaks goroutines below what it cleans up 6 s after each round",
		leakingUnderLateEnds(),
		{ outcome: "fail", kind: "leak", growth: 100, rounds: 4, longWaits: 2 },
	],
	[
		"leaks memory below what it frees 6 s after each round",
		leakingUnderLateEnds(),
		{
			outcome: "fail",
			kind: "leak",
			metric: "inuse_space",
			growth: 1e6,
			rounds: 4,
			longWaits: 2,
		},
	],
	[
		"warms up ever less, and cleans up after each load 5 s later",
		warmingUnderLateEnds(),
		{ outcome: "undecided", kind: "unconfirmed", rounds: 5, longWaits: 2 },
	],
	[
		"starts a short goroutine every second",
		({ nowMs }) => ({ goroutines: (nowMs + 500) % 970 < 150 ? 11 : 10 }),
		{ outcome: "pass", kind: "steady", rounds: 1, longWaits: 0 },
	],
	[
		"fills its heap for the first three seconds, and leaks",
		({ nowMs, rounds }) => ({
			heapAlloc: 1e6 + Math.min(nowMs, 3000) * 5000 + 1e6 * rounds,
		}),
		{
			outcome: "fail",
			kind: "leak",
			metric: "inuse_space",
			growth: 1e6,
			rounds: 3,
			longWaits: 1,
		},
	],
	[
		"frees start-up memory in the first round, and leaks",
		({ rounds }) => ({ heapAlloc: rounds === 0 ? 30e6 : 10e6 + 10e6 * rounds }),
		{
			outcome: "fail",
			kind: "leak",
			metric: "inuse_space",
			growth: 10e6,
			rounds: 4,
			longWaits: 1,
		},
	],
	[
		"leaks, and starts some more once, late in the wait",
		({ rounds, idleMs }) => ({
			goroutines: 10 + 100 * rounds + (idleMs > 26_000 ? 50 : 0),
		}),
		{ outcome: "fail", kind: "leak", growth: 100, rounds: 3, longWaits: 1 },
	],
	[
		"leaks goroutines, and memory without load",
		({ rounds, nowMs }) => ({
			goroutines: 10 + 100 * rounds,
			heapAlloc: rounds > 0 ? 1e6 + 1000 * nowMs : 1e6,
		}),
		{
			outcome: "fail",
			kind: "idle-growth",
			metric: "inuse_space",
			rounds: 3,
			longWaits: 1,
		},
	],
	[
		"rises without load",
		({ rounds, nowMs }) => ({
			goroutines: rounds > 0 ? 10 + Math.floor(nowMs / 250) : 10,
		}),
		{ outcome: "fail", kind: "idle-growth", rounds: 3, longWaits: 1 },
	],
	[
		"swings on after load",
		({ rounds, idleMs }) => ({
			goroutines:
				rounds === 0 ? 10 : Math.floor(idleMs / 700) % 2 === 0 ? 50 : 8,
		}),
		{ outcome: "undecided", kind: "moving", rounds: 1, longWaits: 1 },
	],
	[
		"drains for a minute",
		({ rounds, idleMs }) => ({
			goroutines: 10 + (rounds > 0 ? draining(600, idleMs, 60_000) : 0),
		}),
		{ outcome: "undecided", kind: "moving", rounds: 4, longWaits: 2 },
	],
	[
		"drains a queue on the heap for 8 s",
		({ rounds, idleMs }) => ({
			heapAlloc:
				1_000_000 + (rounds > 0 ? draining(5_000_000, idleMs, 8000) : 0),
		}),
		{
			outcome: "pass",
			kind: "warm-up",
			metric: "inuse_space",
			rounds: 2,
			longWaits: 0,
		},
	],
	[
		"leaks 80 kB a round",
		({ rounds }) => ({ heapAlloc: 1_000_000 + 80_000 * rounds }),
		{
			outcome: "fail",
			kind: "leak",
			metric: "inuse_space",
			growth: 80_000,
			rounds: 3,
			longWaits: 1,
		},
	],
	[
		"moves by 15 kB from round to round",
		({ rounds }) => ({ heapAlloc: 1_000_000 + 15_000 * rounds }),
		{
			outcome: "pass",
			kind: "steady",
			metric: "inuse_space",
			rounds: 1,
			longWaits: 0,
		},
	],
	[
		"fills a cache in two rounds",
		({ rounds }) => ({ heapAlloc: 1_000_000 + Math.min(rounds, 2) * 500_000 }),
		{
			outcome: "pass",
			kind: "warm-up",
			metric: "inuse_space",
			rounds: 3,
			longWaits: 0,
		},
	],
];

describe("the decision, in simulated time", () => {
	test.each(CASES)("a service that %s", async (_, behaviour, expected) => {
		const { verdict, evidence } = await measureSimulated(PLAN, behaviour);
		const finding = verdict.findings.find(
			({ metric }) => metric === (expected.metric ?? "goroutines"),
		);
		const waits = evidence.settled.slice(1).map((settled) => settled.settledMs);
		expect({
			outcome: verdict.outcome,
			kind: finding?.kind,
			rounds: evidence.settled.length - 1,
			longWaits: waits.filter((ms) => ms >= 25_000).length,
			...(expected.growth !== undefined && { growth: finding?.growth }),
		}).toEqual({
			outcome: expected.outcome,
			kind: expected.kind,
			rounds: expected.rounds,
			longWaits: expected.longWaits,
			...(expected.growth !== undefined && { growth: expected.growth }),
		});
	});

	test("a healthy service pays no more than two seconds beyond its load", async () => {
		const { evidence } = await measureSimulated(PLAN, () => ({}));
		expect(evidence.settled[1]?.settledMs).toBeLessThanOrEqual(2000);
		expect(evidence.settled[0]?.settledMs).toBeLessThanOrEqual(2000);
	});
});

test("no value of the service's environment reaches the evidence", async () => {
	const { evidence } = await measureSimulated(PLAN, () => ({}));
	expect(JSON.stringify(evidence)).not.toContain("secret");
	expect(Object.keys(evidence.plan.service.env)).toEqual(["TOKEN"]);
});

test("a service that was restarted on the way decides nothing", async () => {
	const { verdict } = await measureSimulated(PLAN, ({ rounds }) => ({
		numGc: rounds > 0 ? 3 : 40,
	}));
	expect(verdict).toMatchObject({
		outcome: "undecided",
		problems: [{ code: "service-restarted" }],
	});
});

test("proof of a leak that is allowed does not shorten the wait for the rest", async () => {
	const allowed = { kind: "growth", value: 10, text: "+10" } as const;
	const plan: Plan = {
		...PLAN,
		budgets: [
			{ metric: "goroutines", limits: [allowed], byDefault: false },
			{ metric: "leaked_goroutines", limits: [allowed], byDefault: false },
			{
				metric: "inuse_space",
				limits: [{ kind: "growth-auto", text: "auto" }],
				byDefault: true,
			},
		],
	};
	const { verdict } = await measureSimulated(plan, ({ rounds, idleMs }) => ({
		goroutines: 10 + rounds,
		leakedGoroutines: rounds,
		heapAlloc: 1e6 + (rounds > 0 && idleMs < 10_000 ? 1e6 * rounds : 0),
	}));
	expect(verdict.outcome).toBe("pass");
});

test("two fixed rounds decide a leak under late clean-ups, and a service without one", async () => {
	const plan: Plan = { ...PLAN, rounds: 3 };
	const leaking = await measureSimulated(plan, leakingUnderLateEnds());
	expect(leaking.verdict.outcome).toBe("fail");
	const healthy = await measureSimulated(plan, endingLate(0));
	expect(healthy.verdict.findings).toMatchObject([
		{ metric: "goroutines", outcome: "within" },
		{ outcome: "within" },
		{ metric: "inuse_space" },
	]);
});

test("of two limits the stricter one is waited for", async () => {
	const plan: Plan = {
		...PLAN,
		budgets: [
			{
				metric: "goroutines",
				limits: [
					{ kind: "growth", value: 1000, text: "+1000" },
					{ kind: "ceiling", value: 20, text: "20" },
				],
				byDefault: false,
			},
		],
	};
	const { verdict } = await measureSimulated(plan, ({ rounds, idleMs }) => ({
		goroutines: rounds > 0 && idleMs < 8000 ? 60 : 10,
	}));
	expect(verdict.outcome).toBe("pass");
});

test("profiles are taken before, midway and after each round", async () => {
	const { evidence } = await measureSimulated(PLAN, () => ({}));
	expect(
		evidence.snapshots.map(({ moment, round, profiles }) => [
			moment,
			round,
			"goroutines" in profiles,
		]),
	).toEqual([
		["before", 0, false],
		["before", 0, true],
		["during", 1, false],
		["after", 1, true],
	]);
});

test("no readable dump of more goroutines than anybody reads", async () => {
	const { evidence } = await measureSimulated(PLAN, () => ({
		goroutines: 10_001,
	}));
	expect(
		evidence.snapshots.some(({ profiles }) => "goroutines" in profiles),
	).toBe(false);
});

test("only a budget on RSS hands free pages back", async () => {
	const rss: Plan = {
		...PLAN,
		budgets: [
			{
				metric: "rss",
				limits: [{ kind: "growth", value: 1, text: "+1" }],
				byDefault: false,
			},
		],
	};
	const with_ = await measureSimulated(rss, () => ({}));
	const without = await measureSimulated(PLAN, () => ({}));
	expect([
		with_.released.every(Boolean),
		without.released.some(Boolean),
	]).toEqual([true, false]);
});
