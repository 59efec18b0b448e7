import { describe, expect, test } from "@jest/globals";
import type { Budget, Limit, Plan } from "../../src/model/plan.ts";
import type { Stack } from "../../src/model/profile.ts";
import { DEFAULT_PLAN } from "../support/default-plan.ts";
import { frame, stack } from "../support/evidence.ts";
import { measureSimulated } from "../support/simulated-service.ts";

const growth = (value: number): Limit => ({
	kind: "growth",
	value,
	text: `+${value}`,
});
const ceiling = (value: number): Limit => ({
	kind: "ceiling",
	value,
	text: `${value}`,
});
const budget = (metric: string, ...limits: readonly Limit[]): Budget => ({
	metric,
	limits,
	byDefault: false,
});

const waiting = (name: string, count: number): Stack =>
	stack([frame("runtime.gopark"), frame(name), frame("main.start")], count);
const held = (name: string, bytes: number): Stack =>
	stack([frame(name), frame("main.start")], Math.ceil(bytes / 1000), { bytes });

/** A service whose goroutines and heap are the sums of these stacks by round. */
async function judged(
	stacks: Plan["stacks"],
	goroutine: (round: number) => readonly Stack[],
	heap: (round: number) => readonly Stack[] = () => [],
	budgets = DEFAULT_PLAN.budgets,
) {
	const plan: Plan = { ...DEFAULT_PLAN, budgets, ...(stacks && { stacks }) };
	const { verdict, evidence } = await measureSimulated(plan, ({ rounds }) => {
		const sum = (all: readonly Stack[], of: "count" | "bytes") =>
			all.reduce((total, one) => total + one[of], 0);
		return {
			goroutines: sum(goroutine(rounds), "count"),
			heapAlloc: 1e8 + sum(heap(rounds), "bytes"),
			stacks: { goroutine: goroutine(rounds), heap: heap(rounds) },
		};
	});
	return {
		verdict,
		rounds: evidence.settled.length - 1,
		findings: verdict.findings.map(
			({ metric, stacks: match, outcome, kind, before, after }) =>
				[match ?? "total", metric, outcome, kind, before, after].join(" "),
		),
	};
}

describe("goroutines", () => {
	const worker = (round: number) => [
		waiting("main.idle", 10),
		waiting("main.(*Pool).run", 5 * round),
	];

	test("within its own limit a stack is taken out of the total", async () => {
		const { verdict, findings, rounds } = await judged(
			[{ match: "main.(*Pool).*", budgets: [budget("goroutines", growth(5))] }],
			worker,
		);
		expect(verdict.outcome).toBe("pass");
		expect(rounds).toBe(1);
		expect(findings).toContain("total goroutines within steady 10 10");
		expect(findings).toContain("main.(*Pool).* goroutines within steady 0 5");
	});

	test("over its own limit it fails, though the total is within", async () => {
		const { verdict, findings } = await judged(
			[{ match: "main.(*Pool).*", budgets: [budget("goroutines", growth(4))] }],
			worker,
			undefined,
			[budget("goroutines", growth(1000))],
		);
		expect(verdict.outcome).toBe("fail");
		expect(findings).toEqual([
			"total goroutines within steady 10 10",
			"main.(*Pool).* goroutines over leak 0 15",
		]);
		expect(verdict.culprits).toMatchObject([
			{ function: "main.(*Pool).run", growth: 5 },
		]);
		expect(verdict.findings[1]).toMatchObject({ peak: null, noise: 0 });
	});

	test("a leak beside it is not covered by its generous limit", async () => {
		const { verdict, findings } = await judged(
			[
				{
					match: "main.(*Pool).*",
					budgets: [budget("goroutines", growth(1000))],
				},
			],
			(round) => [...worker(round), waiting("main.leak", round)],
		);
		expect(verdict.outcome).toBe("fail");
		expect(findings).toContain("total goroutines over leak 10 13");
		expect(verdict.culprits.map((one) => one.function)).toEqual(["main.leak"]);
	});

	test("a warm-up of its own, a ceiling, and percent of what it was before", async () => {
		const limits = [
			budget("goroutines", growth(2), ceiling(13)),
			budget("goroutines", {
				kind: "growth-percent",
				percent: 10,
				text: "+10%",
			}),
		];
		const pool = (counts: readonly number[]) => (round: number) => [
			waiting("main.(*Pool).run", counts[Math.min(round, 3)] ?? 0),
		];
		const warm = await judged(
			[{ match: "main.*", budgets: limits.slice(0, 1) }],
			pool([10, 13, 13, 13]),
		);
		expect(warm.verdict.outcome).toBe("pass");
		expect(warm.findings.slice(-2)).toEqual([
			"main.* goroutines within warm-up 10 13",
			"main.* goroutines within ceiling 10 13",
		]);
		const over = await judged(
			[{ match: "main.*", budgets: limits.slice(0, 1) }],
			pool([10, 14, 14, 14]),
		);
		expect(over.findings.at(-1)).toBe("main.* goroutines over ceiling 10 14");
		const percent = await judged(
			[{ match: "main.*", budgets: limits.slice(1) }],
			pool([10, 11, 12, 13]),
		);
		expect(percent.verdict.outcome).toBe("pass");
	});

	test("a stack belongs to the first entry that matches it", async () => {
		const { findings } = await judged(
			[
				{ match: "*.run", budgets: [budget("goroutines", growth(5))] },
				{ match: "main.*", budgets: [budget("goroutines", growth(0))] },
			],
			worker,
		);
		expect(findings.slice(-2)).toEqual([
			"*.run goroutines within steady 0 5",
			"main.* goroutines within steady 10 10",
		]);
	});

	test("a limit for one metric leaves the stack in the totals of others", async () => {
		const { findings } = await judged(
			[
				{
					match: "main.(*Pool).*",
					budgets: [budget("inuse_space", growth(1))],
				},
			],
			worker,
		);
		expect(findings).toContain("total goroutines over leak 10 25");
	});

	test("an entry that matches nothing is told", async () => {
		const { verdict } = await judged(
			[{ match: "shop/gone.*", budgets: [budget("goroutines", growth(5))] }],
			worker,
		);
		expect(verdict.notes).toContain(
			"The limit for shop/gone.* matched no stack of this run.",
		);
	});
});

describe("the heap, by estimate", () => {
	const own = (limit: Limit) => [
		{ match: "main.cache", budgets: [budget("inuse_space", limit)] },
	];

	test("growth beyond the error of the estimate fails", async () => {
		// 1 MB in a round that ends at 3 MB: ±2·sqrt(32 KiB · 5 MB) = ±0.8 MB.
		const grown = (round: number) => [held("main.cache", 1e6 * round)];
		const within = await judged(own(growth(300_000)), () => [], grown);
		expect(within.findings.at(-1)).toContain("within steady");
		const over = await judged(own(growth(100_000)), () => [], grown);
		expect(over.findings.at(-1)).toContain("main.cache inuse_space over leak");
		expect(over.verdict.findings.at(-1)?.noise).toBeCloseTo(
			2 * Math.sqrt(32_768 * 5e6),
			-1,
		);
		expect(over.verdict.culprits).toMatchObject([{ function: "main.cache" }]);
	});

	test("the total is judged without it, so that a leak beside it is found", async () => {
		const { findings, verdict } = await judged(
			own(growth(50e6)),
			() => [],
			(round) => [
				held("main.cache", 20e6 * round),
				held("main.leak", 3e6 * round),
			],
		);
		expect(findings[2]).toContain("total inuse_space over leak 100000000");
		expect(findings[3]).toContain("main.cache inuse_space within");
		expect(verdict.culprits.map((one) => one.function)).toEqual(["main.leak"]);
	});

	test("a cache that churns under its own limit makes no leak of the rest", async () => {
		// 100 MB, of which sampling tells a little less each time.
		const cache = (round: number) => [held("main.cache", 104e6 - 2e6 * round)];
		const plan: Plan = {
			...DEFAULT_PLAN,
			stacks: own(growth(10e6)),
		};
		const { verdict } = await measureSimulated(plan, ({ rounds }) => ({
			heapAlloc: 200e6,
			stacks: { goroutine: [], heap: cache(rounds) },
		}));
		expect(verdict.outcome).toBe("pass");
	});

	test("what is left within the error of the estimate counts as none", async () => {
		// Half of the error more than is estimated, and half of it less.
		for (const share of [-0.5, 0.5]) {
			const band = 2 * Math.sqrt(32_768 * 4e6);
			const plan: Plan = { ...DEFAULT_PLAN, stacks: own(growth(10e6)) };
			const { verdict, evidence } = await measureSimulated(
				plan,
				({ rounds }) => ({
					heapAlloc: 1e8 + (4e6 + share * band) * rounds,
					stacks: { goroutine: [], heap: [held("main.cache", 4e6 * rounds)] },
				}),
			);
			expect(evidence.settled).toHaveLength(2);
			expect(verdict.findings[2]).toMatchObject({
				outcome: "within",
				growth: 0,
			});
		}
	});

	test("the total's ceiling is held without it", async () => {
		const { findings } = await judged(
			own(growth(50e6)),
			() => [],
			() => [held("main.cache", 80e6)],
			[budget("inuse_space", ceiling(101e6))],
		);
		expect(findings[0]).toContain("total inuse_space within ceiling");
	});
});

test("a limit on a profile that was not taken is undecided", async () => {
	const plan: Plan = {
		...DEFAULT_PLAN,
		stacks: [
			{ match: "main.*", budgets: [budget("leaked_goroutines", growth(0))] },
		],
	};
	const { verdict } = await measureSimulated(plan, () => ({
		stacks: { goroutine: [], heap: [] },
	}));
	expect(verdict.outcome).toBe("undecided");
	expect(verdict.findings.at(-1)).toMatchObject({
		stacks: "main.*",
		kind: "unmeasured",
		before: null,
	});
});
