import { expect, test } from "@jest/globals";
import type { Budget, Limit, Plan } from "../../src/model/plan.ts";
import type { Stack } from "../../src/model/profile.ts";
import { DEFAULT_PLAN } from "../support/default-plan.ts";
import { frame, stack } from "../support/evidence.ts";
import {
	type Behaviour,
	measureSimulated,
} from "../support/simulated-service.ts";

/** Limits and entries that see only a part of what the counters count. */

const growth = (value: number): Limit => ({
	kind: "growth",
	value,
	text: `+${value}`,
});
const percent = (value: number): Limit => ({
	kind: "growth-percent",
	percent: value,
	text: `+${value}%`,
});
const ceiling = (value: number): Limit => ({
	kind: "ceiling",
	value,
	text: `${value}`,
});
const budget = (metric: string, limit: Limit): Budget => ({
	metric,
	limits: [limit],
	byDefault: false,
});
const goroutines = [budget("goroutines", growth(0))];
const ignore = [{ function: "main.poll", why: "goes with v2" }];
const limited = (match: string, ...budgets: readonly Budget[]) => ({
	stacks: [{ match, budgets }],
});
const of = (name: string, count: number, bytes = 0): Stack =>
	stack([frame("runtime.gopark"), frame(`main.${name}`)], count, { bytes });
const pollers = (poll: number, own: number, leaked = 0) => ({
	goroutines: poll + own,
	leakedGoroutines: leaked,
	stacks: { goroutine: [of("poll", poll), of("serve", own)], heap: [] },
});

const CASES: readonly (readonly [
	string,
	Partial<Plan>,
	Behaviour,
	"pass" | "fail",
])[] = [
	[
		"a ceiling of one stack waits for late clean-ups",
		limited("main.worker", budget("goroutines", ceiling(20))),
		({ rounds, idleMs }) => {
			const worker = rounds > 0 && idleMs < 8000 ? 60 : 10;
			return {
				goroutines: 10 + worker,
				stacks: { goroutine: [of("serve", 10), of("worker", worker)] },
			};
		},
		"pass",
	],
	[
		"so does a percentage of one stack, where the total has room",
		{
			budgets: [budget("goroutines", growth(1000))],
			...limited("main.poll", budget("goroutines", percent(10))),
		},
		({ rounds, idleMs }) =>
			pollers(rounds > 0 && idleMs < 8000 ? 10 + 50 * rounds : 10, 10),
		"pass",
	],
	[
		"proof of what may stay does not cut the wait for the heap",
		{
			ignore,
			budgets: [...goroutines, budget("inuse_space", growth(50_000))],
		},
		({ rounds, idleMs }) => ({
			...pollers(10 * rounds, 10, 10 * rounds),
			heapAlloc: 1e6 + (rounds > 0 && idleMs < 10_000 ? 1e6 * rounds : 0),
		}),
		"pass",
	],
	[
		"the runtime's records of goroutines that are ignored are ignored as well",
		{ ignore, budgets: [...goroutines, budget("inuse_space", growth(24_000))] },
		({ rounds }) => ({
			...pollers(200 * rounds, 10),
			heapAlloc: 1e6 + 200 * 472 * rounds,
		}),
		"pass",
	],
	[
		"what is ignored may rise for ever beside a warm-up",
		{ ignore, budgets: goroutines },
		({ rounds, nowMs }) =>
			pollers(Math.floor(100 * 1.2 ** (nowMs / 1000)), rounds > 0 ? 15 : 10),
		"pass",
	],
	[
		"what is ignored may swing beside a leak",
		{ ignore, budgets: goroutines },
		({ rounds, idleMs }) =>
			pollers(
				rounds === 0 || Math.floor(idleMs / 700) % 2 ? 40 : 0,
				10 + 5 * rounds,
			),
		"fail",
	],
	[
		"the noise of what is ignored gives the rest no room",
		{ ignore, budgets: goroutines },
		({ rounds, nowMs }) =>
			pollers(Math.floor(nowMs / 300) % 2 ? 50 : 0, 10 + 40 * rounds),
		"fail",
	],
	[
		"a percentage is of what is not ignored",
		{ ignore, budgets: [budget("goroutines", percent(10))] },
		({ rounds }) => pollers(1000, 10 + 50 * rounds),
		"fail",
	],
	[
		"what one stack gives back hides no leak of the rest",
		{
			budgets: [budget("inuse_space", growth(1e6))],
			...limited("main.cache", budget("inuse_space", growth(20e6))),
		},
		({ rounds }) => {
			const cache = rounds === 1 ? 10e6 : 0;
			return {
				heapAlloc: 10e6 + cache + 3e6 * rounds,
				stacks: {
					heap: [of("cache", 10, cache), of("leak", 10, 3e6 * rounds)],
				},
			};
		},
		"fail",
	],
];

test.each(CASES)("%s", async (_, plan, behaviour, outcome) => {
	const { verdict } = await measureSimulated(
		{ ...DEFAULT_PLAN, ...plan },
		behaviour,
	);
	expect(verdict.outcome).toBe(outcome);
});
