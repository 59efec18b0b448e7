import type { Counters, Settling } from "../model/evidence.ts";
import { isOver, type Target } from "./targets.ts";
import { type Trend, trendOf } from "./trend.ts";

/** Exact bytes cost a GC or more, each 0.2 s of work where there are 100,000 goroutines. */
export const EXACT_EVERY_MS = 500;

/** Moves of less than this share of the excess do not decide anything: it stays, or it does not. */
const MEANINGFUL_MOVE = 0.1;

/** Counters at one moment of a wait; `atMs` counts from its beginning. */
export interface Look {
	readonly atMs: number;
	readonly counters: Counters;
}

/** Whether the cheap counters were within their allowances, or stood still above them, for that long. */
export function isResting(
	targets: readonly Target[],
	looks: readonly Look[],
	ms: number,
): boolean {
	const cheap = cheapOf(targets);
	return (
		isWithinFor(cheap, looks, ms) ||
		isStillFor(cheap, looks, ms, MEANINGFUL_MOVE)
	);
}

/** Whether the heap, where it is over, has stopped to move. */
export function isHeapResting(
	over: readonly Target[],
	exact: readonly Look[],
): boolean {
	const heap = exactOf(over);
	return (
		heap.length === 0 ||
		isStillFor(heap, exact, EXACT_EVERY_MS, MEANINGFUL_MOVE)
	);
}

/** Whether every target was within its allowance for that long. */
function isWithinFor(
	targets: readonly Target[],
	looks: readonly Look[],
	ms: number,
): boolean {
	const window = lastLooks(looks, ms);
	return (
		window !== undefined &&
		targets.every((target) =>
			window.every((look) => !isOver(target, look.counters)),
		)
	);
}

/** Whether nothing moved for that long; moves within `share` of the excess are none. */
function isStillFor(
	targets: readonly Target[],
	looks: readonly Look[],
	ms: number,
	share: number,
): boolean {
	const window = lastLooks(looks, ms);
	return (
		window !== undefined &&
		targets.every((target) => trendIn(target, window, share) === "still")
	);
}

/** Whether anything stands above where it last rested: after a fall, the rest of it may still be on its way. */
export function isAway(
	restedTargets: readonly Target[],
	now: Counters,
): boolean {
	return restedTargets.some((target) => isOver(target, now));
}

/**
 * Whether what is within its allowance is there to stay: back where it last
 * rested, or not moving at all. A start that was read too high, after a short
 * wait, would make the last of a fall look like rest.
 */
export function isThereToStay(
	restedTargets: readonly Target[],
	cheap: readonly Look[],
	exact: readonly Look[],
	quietMs: number,
): boolean {
	const now = exact.at(-1)?.counters;
	const away = restedTargets.filter((target) => now && isOver(target, now));
	const cheapRest = isStillFor(cheapOf(away), cheap, quietMs, 0);
	const heapAway = exactOf(away);
	return (
		cheapRest &&
		(heapAway.length === 0 || isStillFor(heapAway, exact, EXACT_EVERY_MS, 0))
	);
}

function cheapOf(targets: readonly Target[]): readonly Target[] {
	return targets.filter(({ metric }) => metric.settles === "cheap");
}

function exactOf(targets: readonly Target[]): readonly Target[] {
	return targets.filter(({ metric }) => metric.settles === "exact");
}

/** The looks of the last `ms`, or undefined when there has been less than that. */
function lastLooks(
	looks: readonly Look[],
	ms: number,
): readonly Look[] | undefined {
	const last = looks.at(-1)?.atMs ?? 0;
	const from = looks.findLastIndex((look) => last - look.atMs >= ms);
	return from < 0 ? undefined : looks.slice(from);
}

function trendIn(target: Target, looks: readonly Look[], share: number): Trend {
	const values = looks.flatMap(
		(look) => target.metric.read(look.counters) ?? [],
	);
	const last = looks.at(-1);
	const excess = Math.max(0, (last && target.excess(last.counters)) ?? 0);
	return trendOf(values, Math.max(target.tolerance, share * excess));
}

/** How the full wait ended, by the last quarter of its readings: clean-ups may take all the time before. One step up is no rise. */
export function settlingOf(
	targets: readonly Target[],
	cheap: readonly Look[],
	exact: readonly Look[],
): Settling {
	const endings = targets.map((target): Settling => {
		const looks = target.metric.settles === "exact" ? exact : cheap;
		const last = looks.slice(Math.floor(looks.length * LAST_QUARTER));
		if (!last.some((look) => isOver(target, look.counters))) return "quiet";
		const trend = trendIn(target, last, MEANINGFUL_MOVE);
		if (trend === "falling" || (trend === "rising" && isRepeated(target, last)))
			return trend;
		const everyOver = last.every((look) => isOver(target, look.counters));
		return trend === "swinging" && !everyOver ? "swinging" : "flat";
	});
	return GRAVEST_FIRST.find((one) => endings.includes(one)) ?? "quiet";
}

/** Whether it was still on the move after its first half. */
function isRepeated(target: Target, looks: readonly Look[]): boolean {
	const half = looks.slice(Math.floor(looks.length / 2));
	return trendIn(target, half, MEANINGFUL_MOVE) === "rising";
}

const LAST_QUARTER = 0.75;

const GRAVEST_FIRST = ["rising", "falling", "swinging", "flat"] as const;

/**
 * Whether goroutineleak accounts for all goroutines above the allowance: then
 * they are blocked for ever and no wait will bring them back.
 */
export function isProven(
	targets: readonly Target[],
	start: Counters,
	now: Counters,
): boolean {
	if (
		now.leakedGoroutines === undefined ||
		start.leakedGoroutines === undefined
	)
		return false;
	const leaked = now.leakedGoroutines - start.leakedGoroutines;
	const goroutines = targets.find(
		(target) => target.metric.name === "goroutines",
	);
	const excess = goroutines?.excess(now) ?? 0;
	return excess > 0 && excess <= leaked;
}
