import type { Counters } from "../model/evidence.ts";
import type { Target } from "./targets.ts";
import { type Trend, trendOf } from "./trend.ts";

/** Moves of less than this share of the excess do not decide anything: it stays, or it does not. */
export const MEANINGFUL_MOVE = 0.1;

/** Counters at one moment of a wait; `atMs` counts from its beginning. */
export interface Look {
	readonly atMs: number;
	readonly counters: Counters;
}

/** The looks of the last `ms`, or undefined when there has been less than that. */
export function lastLooks(
	looks: readonly Look[],
	ms: number,
): readonly Look[] | undefined {
	const last = looks.at(-1)?.atMs ?? 0;
	const from = looks.findLastIndex((look) => last - look.atMs >= ms);
	return from < 0 ? undefined : looks.slice(from);
}

/** Where a target is heading; moves within `share` of its excess are none. */
export function trendIn(
	target: Target,
	looks: readonly Look[],
	share: number,
): Trend {
	return trendOf(valuesIn(target, looks), toleranceIn(target, looks, share));
}

export function valuesIn(
	target: Target,
	looks: readonly Look[],
): readonly number[] {
	return looks.flatMap((look) => target.metric.read(look.counters) ?? []);
}

export function toleranceIn(
	target: Target,
	looks: readonly Look[],
	share: number,
): number {
	const last = looks.at(-1);
	const excess = Math.max(0, (last && target.excess(last.counters)) ?? 0);
	return Math.max(target.tolerance, share * excess);
}
