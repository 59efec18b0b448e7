import type { Counters } from "../model/evidence.ts";
import { type Look, lastLooks, MEANINGFUL_MOVE, trendIn } from "./looks.ts";
import { isOver, type Target } from "./targets.ts";

/** Exact bytes cost a GC or more, each 0.2 s of work where there are 100,000 goroutines. */
export const EXACT_EVERY_MS = 500;

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
