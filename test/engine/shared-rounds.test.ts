import { expect, test } from "@jest/globals";
import { sharedRounds } from "../../src/engine/shared-rounds.ts";
import type { Evidence } from "../../src/model/evidence.ts";
import { evidenceOf, planWith } from "../support/evidence.ts";

/** A run of these rounds: the load that each played, and how many requests it sent. */
function played(
	...rounds: readonly (readonly [name: string, requests?: number])[]
): Evidence {
	const names = [
		...new Set(["reads", "writes", ...rounds.map(([name]) => name)]),
	];
	const evidence = evidenceOf([10, ...rounds.map(() => 10)]);
	return {
		...evidence,
		plan: planWith({
			load: names.map((name) => ({
				kind: "command",
				name,
				run: name,
				allowErrors: 0,
			})),
		}),
		loads: rounds.map(([scenario, requests], index) => ({
			round: index + 1,
			load: {
				scenario,
				durationMs: 1_000,
				...(requests !== undefined && { requests }),
			},
		})),
	};
}

test("as many rounds as the run with fewer has, of each load, from its own beginning", () => {
	const base = played(["reads", 200], ["writes", 50], ["writes", 50]);
	const head = played(
		["reads", 200],
		["reads", 200],
		["reads", 200],
		["writes", 50],
		["writes", 50],
		["writes", 50],
	);
	expect(sharedRounds(base, head)).toEqual([
		{ rounds: 1, base: { from: 0, to: 1 }, head: { from: 0, to: 1 }, scale: 1 },
		{ rounds: 2, base: { from: 1, to: 3 }, head: { from: 3, to: 5 }, scale: 1 },
	]);
});

test("a load that only one of them played is left out", () => {
	expect(
		sharedRounds(played(["reads"]), played(["writes"], ["other"])),
	).toEqual([]);
	expect(sharedRounds(played(), played(["reads"]))).toEqual([]);
});

test("other numbers of requests are said, where both say them", () => {
	const scales = (base: Evidence, head: Evidence) =>
		sharedRounds(base, head).map(({ scale }) => scale);
	const base = played(["reads", 200], ["reads", 200]);
	expect(scales(base, played(["reads", 300], ["reads", 500]))).toEqual([2]);
	expect(scales(base, played(["reads", 300], ["reads"]))).toEqual([1]);
	expect(scales(played(["reads", 0]), played(["reads", 300]))).toEqual([1]);
});
