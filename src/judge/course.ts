import type { Settled } from "../model/evidence.ts";

/** How one value went from round to round: `values[0]` before load, `growths[i]` in round i+1. */
export interface Course {
	readonly values: readonly number[];
	readonly growths: readonly number[];
	/** Indexes of growths that are the mean of several rounds: they do not tell these rounds apart. */
	readonly shared: ReadonlySet<number>;
	/** Rounds piled up before the last wait cleaned up after them: what they drove up, they cannot confirm. */
	readonly piledUp: boolean;
}

/**
 * The course of a value over the settled states. Where a wait saw it fall below
 * what the shorter waits before it took for rest, these read it too high by
 * what was still to be cleaned up: what is left is shared equally by their
 * rounds. A fall of up to `slack` is none.
 */
export function courseOf(
	values: readonly number[],
	settled: readonly Settled[],
	metric: string,
	slack: number,
): Course {
	const growths = values
		.slice(1)
		.map((value, index) => value - (values[index] ?? value));
	const shared = new Set<number>();
	let piledUp = false;
	for (const [round, state] of settled.entries()) {
		const previous = settled[round - 1];
		if (!previous) continue;
		const fell = !previous.patient && (growths[round - 1] ?? 0) < -slack;
		// The start is where a scenario finds the service, rested or not.
		const rested = settled.findLastIndex(
			(one, index) => index < round && (one.patient || index === 0),
		);
		// Whatever it was that fell: late goroutines leave their records on the heap.
		piledUp = (fell || state.late.length > 0) && round - rested > 1;
		if (!piledUp || !(fell || state.late.includes(metric))) continue;
		const mean =
			((values[round] ?? 0) - (values[rested] ?? 0)) / (round - rested);
		growths.fill(mean, rested, round);
		for (let index = rested; index < round; index++) shared.add(index);
	}
	return { values, growths, shared, piledUp };
}
