import { expect, test } from "@jest/globals";
import type { Stack } from "../../src/model/profile.ts";
import { DEFAULT_PLAN } from "../support/default-plan.ts";
import { frame, stack } from "../support/evidence.ts";
import { measureSimulated } from "../support/simulated-service.ts";

const MALG = ["runtime.malg", "runtime.newproc1", "runtime.systemstack"];

/** Bytes by settled state of records, exact and as the profile tells them, and of what the service itself keeps. */
async function judged(by: {
	readonly records: readonly number[];
	readonly told?: readonly number[];
	readonly kept?: readonly number[];
	readonly goroutines?: readonly number[];
}) {
	const { records, told = records, kept = [], goroutines = [] } = by;
	const at = (amounts: readonly number[], round: number) =>
		amounts[Math.min(round, amounts.length - 1)] ?? 0;
	const { verdict, evidence } = await measureSimulated(
		DEFAULT_PLAN,
		({ rounds }) => {
			const heap: readonly Stack[] = [
				stack(
					MALG.map((name) => frame(name)),
					Math.ceil(at(told, rounds) / 448),
					{ bytes: at(told, rounds) },
				),
				stack([frame("main.keep", 7)], 1, { bytes: at(kept, rounds) }),
			];
			return {
				goroutines: 10 + at(goroutines, rounds),
				heapAlloc: 1e6 + at(records, rounds) + at(kept, rounds),
				stacks: { heap },
			};
		},
	);
	const heap = verdict.findings.find(({ metric }) => metric === "inuse_space");
	return {
		outcome: heap?.outcome,
		kind: heap?.kind,
		rounds: evidence.settled.length - 1,
	};
}

test("a higher peak of goroutines in every round is no leak", async () => {
	const records = [0, 4.5e6, 6e6, 8e6, 9e6, 10e6];
	// The profile is off by less than its error.
	const told = [0, 4.2e6, 6.1e6, 7.7e6, 8.9e6, 10.2e6];
	expect(await judged({ records, told })).toEqual({
		outcome: "within",
		kind: "warm-up",
		rounds: 5,
	});
});

test("a leak beside it that its error cannot explain is one", async () => {
	expect(
		await judged({
			records: [0, 1e6, 2e6, 3e6],
			kept: [0, 2e6, 4e6, 6e6],
		}),
	).toEqual({ outcome: "over", kind: "leak", rounds: 3 });
});

test("a small leak that such a peak hides for a while is seen once the peak is reached", async () => {
	expect(
		await judged({
			records: [0, 1e6, 2e6, 2e6],
			kept: [0, 1e5, 2e5, 3e5, 4e5, 5e5],
		}),
	).toEqual({ outcome: "over", kind: "leak", rounds: 5 });
});

test("records of goroutines that are still there belong to their leak", async () => {
	expect(
		await judged({
			records: [0, 1, 2, 3, 4, 5].map((round) => round * 448_000),
			goroutines: [0, 1, 2, 3, 4, 5].map((round) => round * 1000),
		}),
	).toEqual({ outcome: "over", kind: "leak", rounds: 3 });
});

test("one sample of a record takes nothing from a leak", async () => {
	expect(
		await judged({
			records: [0, 0, 0, 448],
			told: [0, 0, 0, 33_000],
			kept: [0, 1, 2, 3, 4, 5].map((round) => round * 40_000),
		}),
	).toEqual({ outcome: "over", kind: "leak", rounds: 3 });
});
