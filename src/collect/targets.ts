import { allowanceOf, noiseOf } from "../metrics/allowance.ts";
import { metricNamed } from "../metrics/registry.ts";
import type { Counters, Evidence, Settled } from "../model/evidence.ts";
import type { Metric } from "../model/metric.ts";
import type { Limit, Plan } from "../model/plan.ts";

/** One budgeted metric in one round: what it may be when the service is idle again. */
export interface Target {
	readonly metric: Metric;
	/** How far a reading stands above what the strictest limit permits; 0 or less is within. Undefined where it is not measured. */
	readonly excess: (counters: Counters) => number | undefined;
	/** Moves of up to this much are rest. */
	readonly tolerance: number;
}

/** A heap that moves by less than this between two GCs is at rest: an idle Go service repeats within some 200 bytes. */
const HEAP_REST_BYTES = 4 * 1024;

/** What each budget permits after a round that began in the state `start`. */
export function targetsOf(
	evidence: Pick<Evidence, "plan" | "noise" | "settled">,
	start: Settled,
): readonly Target[] {
	const limits = limitsByMetric(evidence.plan);
	return [...limits].map(([name, limits]) => {
		const metric = metricNamed(name);
		const from = metric.read(start.counters);
		const ceilings = limits.flatMap((limit) => {
			const allowance = allowanceOf(metric, limit, evidence);
			if (!allowance || from === undefined) return [];
			return allowance.kind === "ceiling"
				? allowance.ceiling
				: from + allowance.growth;
		});
		const noise = noiseOf(metric, evidence.noise);
		return {
			metric,
			excess: (counters) => {
				const value = metric.read(counters);
				return value === undefined || ceilings.length === 0
					? undefined
					: value - Math.min(...ceilings);
			},
			tolerance:
				metric.unit === "bytes" ? Math.max(noise, HEAP_REST_BYTES) : noise,
		};
	});
}

/**
 * The limits of each metric's total, and the growth that single stacks may
 * have: as long as all of it grew by no more, no stack is over.
 */
function limitsByMetric({
	budgets,
	stacks = [],
}: Plan): ReadonlyMap<string, readonly Limit[]> {
	const limits = new Map<string, readonly Limit[]>();
	const add = (metric: string, more: readonly Limit[]) =>
		limits.set(metric, [...(limits.get(metric) ?? []), ...more]);
	for (const budget of budgets) add(budget.metric, budget.limits);
	for (const budget of stacks.flatMap((stack) => stack.budgets))
		add(
			budget.metric,
			budget.limits.filter(({ kind }) => kind === "growth"),
		);
	return limits;
}

export function isOver(target: Target, counters: Counters): boolean {
	return (target.excess(counters) ?? 0) > 0;
}
