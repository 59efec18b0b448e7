import type { Counters, Settled, Settling } from "../model/evidence.ts";
import type { Plan } from "../model/plan.ts";
import type { Clock, Probe } from "../ports.ts";
import { endingsOf, gravestOf } from "./endings.ts";
import { exactCounters, releasesPages } from "./exact.ts";
import type { Look } from "./looks.ts";
import {
	EXACT_EVERY_MS,
	isAway,
	isHeapResting,
	isProven,
	isResting,
	isThereToStay,
} from "./rest.ts";
import { isOver, type Target } from "./targets.ts";

/** Cheap counters cost the service 0.2 ms; ten looks a second find rest soon. */
const POLL_MS = 100;

export interface Wait {
	readonly plan: Plan;
	readonly clock: Clock;
	readonly probe: Probe;
	readonly signal: AbortSignal;
	readonly round: number;
	readonly targets: readonly Target[];
	/** The same, seen from the last settled state that was no short wait. */
	readonly restedTargets: readonly Target[];
	/** The settled counters before the round. */
	readonly start: Counters;
	/** Wait up to `settle.timeout` for what is above its allowance: late clean-ups are normal. */
	readonly patient: boolean;
	readonly onReading: (counters: Counters) => void;
}

/**
 * Waits until the service is idle again after load.
 *
 * Back within the allowances and quiet: done at once. Above and at rest: done
 * as soon, for another round tells a warm-up from a leak more cheaply than
 * waiting does; a `patient` wait goes on to the timeout, unless goroutineleak
 * proves the excess. Moving: waited for up to the timeout.
 */
export async function settle(wait: Wait): Promise<Settled> {
	const { clock, probe, targets, patient } = wait;
	const { quietMs, timeoutMs } = wait.plan.settle;
	const release = releasesPages(wait.plan);
	const judged = targets.filter(({ metric }) => metric.settles !== "none");
	const beganMs = clock.now();
	const cheap: Look[] = [];
	const exact: Look[] = [];
	let firstRest: Counters | undefined;

	for (;;) {
		const counters = await probe.counters();
		wait.onReading(counters);
		const elapsedMs = clock.now() - beganMs;
		cheap.push({ atMs: elapsedMs, counters });

		const timedOut = elapsedMs >= timeoutMs;
		const lastExactMs = exact.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY;
		const due =
			elapsedMs - lastExactMs >= EXACT_EVERY_MS &&
			isResting(judged, cheap, quietMs / 2);
		if (timedOut || due) {
			const now = await exactCounters(probe, release);
			exact.push({ atMs: elapsedMs, counters: now });
			const end = (endings: readonly Settling[], rested: boolean) =>
				settledState(
					wait,
					now,
					endings,
					rested,
					clock.now() - beganMs,
					firstRest,
				);
			/** The same ending for all that is over. */
			const all = (ending: Settling) =>
				targets.map((target) => (isOver(target, now) ? ending : "quiet"));

			const resting = isResting(judged, cheap, quietMs);
			const over = judged.filter((target) => isOver(target, now));
			if (
				resting &&
				over.length === 0 &&
				!(firstRest && isAway(wait.restedTargets, now)) &&
				isThereToStay(wait.restedTargets, cheap, exact, quietMs)
			) {
				return end(all("quiet"), true);
			}
			if (resting && countsAll(wait.plan) && isProven(judged, wait.start, now))
				return end(all("proven"), true);
			if (timedOut) return end(endingsOf(targets, cheap, exact), true);
			if (resting && isHeapResting(over, exact)) {
				firstRest ??= now;
				if (!patient) return end(all("flat"), false);
			}
		}
		await clock.sleep(POLL_MS, wait.signal);
	}
}

/** Whether no goroutine is left out of the count: proof of one that may stay says nothing about the others. */
function countsAll({ ignore = [], stacks = [] }: Plan): boolean {
	return ignore.length === 0 && stacks.length === 0;
}

function settledState(
	wait: Wait,
	counters: Counters,
	endings: readonly Settling[],
	rested: boolean,
	settledMs: number,
	firstRest: Counters | undefined,
): Settled {
	const fell = (target: Target) => {
		const early = firstRest && target.metric.read(firstRest);
		const value = target.metric.read(counters);
		return (
			early !== undefined &&
			value !== undefined &&
			early - value > target.tolerance
		);
	};
	return {
		round: wait.round,
		settling: gravestOf(endings),
		endings: Object.fromEntries(
			endings.flatMap((ending, index) => {
				const name = wait.targets[index]?.metric.name;
				return name && ending !== "quiet" ? [[name, ending]] : [];
			}),
		),
		settledMs: Math.round(settledMs),
		patient: rested,
		over: wait.targets
			.filter((target) => isOver(target, counters))
			.map((target) => target.metric.name),
		late: wait.targets.filter(fell).map((target) => target.metric.name),
		counters,
	};
}
