import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Counters } from "../../src/model/evidence.ts";
import { DEFAULT_PLAN } from "../support/default-plan.ts";
import {
	healthyMotions,
	levelsOf,
	type Motion,
	noiseOf,
} from "../support/healthy-behaviours.ts";
import { type Moment, measureSimulated } from "../support/simulated-service.ts";

/** Drawn anew with other numbers by hand: `SERVICES=10000 SEED=7`. */
const SERVICES = Number(process.env.SERVICES ?? 250);
const SEED = Number(process.env.SEED ?? 1);

const heap = (bytes: number) => ({ heapAlloc: Math.round(10e6 + bytes) });
const goroutines = (count: number) => ({ goroutines: 100 + Math.round(count) });

describe.each<
	[
		string,
		Readonly<Record<string, fc.Arbitrary<Motion>>>,
		(value: number) => Partial<Counters>,
	]
>([
	[
		"a heap that",
		{
			...healthyMotions(4e6),
			"rests at another level after each round": levelsOf(60_000),
		},
		heap,
	],
	["goroutines of which some", healthyMotions(500), goroutines],
])("%s", (_, motions, counters) => {
	test.each(Object.entries(motions))("%s is no leak", async (_, motion) => {
		const outcomes = await outcomesOf(motion, (moment, value) =>
			counters(value(moment)),
		);
		expect(outcomes.fail ?? 0).toBe(0);
		// What swings up to the timeout may stay undecided.
		expect(outcomes.undecided ?? 0).toBeLessThanOrEqual(
			Math.ceil(SERVICES / 100),
		);
	});
});

test.each([
	["still", fc.constant(() => 0)],
	["of 30 kB of noise", noiseOf(30_000)],
	["at another level of 30 kB after each round", levelsOf(30_000)],
])(
	"80 bytes for each of 1,000 requests are found in a heap %s",
	async (_, motion) => {
		const outcomes = await outcomesOf(motion, (moment, value) =>
			heap(80_000 * moment.rounds + value(moment)),
		);
		expect(outcomes).toEqual({ fail: SERVICES });
	},
);

async function outcomesOf(
	motion: fc.Arbitrary<Motion>,
	counters: (moment: Moment, value: Motion) => Partial<Counters>,
): Promise<Record<string, number>> {
	const outcomes: Record<string, number> = {};
	for (const value of fc.sample(motion, { numRuns: SERVICES, seed: SEED })) {
		const { verdict, evidence } = await measureSimulated(
			DEFAULT_PLAN,
			(moment) => counters(moment, value),
		);
		outcomes[verdict.outcome] = (outcomes[verdict.outcome] ?? 0) + 1;
		const longWaits = evidence.settled
			.slice(1)
			.filter(
				({ settling, settledMs }) => settling !== "quiet" && settledMs > 29_000,
			);
		expect(longWaits.length).toBeLessThanOrEqual(2);
	}
	return outcomes;
}
