import { allowanceOf, noiseOf } from "../metrics/allowance.ts";
import { metricNamed } from "../metrics/registry.ts";
import type { Counters, Evidence, Settled } from "../model/evidence.ts";
import type { Metric } from "../model/metric.ts";
import type { Limit } from "../model/plan.ts";

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
	const limits = limitsByMetric(evidence);
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
 * The limits of each metric's total and those of single stacks: as long as all
 * of it grew by no more, no stack is over. The counters know nothing of what a
 * percentage or a ceiling leaves to a part of it: that may not grow, or stand
 * no higher than when all of it last rested.
 */
function limitsByMetric({
	plan: { budgets, stacks = [], ignore },
	noise,
	settled,
}: Pick<Evidence, "plan" | "noise" | "settled">): ReadonlyMap<
	string,
	readonly Limit[]
> {
	const limits = new Map<string, readonly Limit[]>();
	const add = (metric: string, more: readonly Limit[]) =>
		limits.set(metric, [...(limits.get(metric) ?? []), ...more]);
	const rested = settled.findLast(({ patient }) => patient);
	const isWhole = stacks.length === 0 && (ignore?.length ?? 0) === 0;
	for (const budget of budgets)
		add(
			budget.metric,
			isWhole
				? budget.limits
				: budget.limits.map((limit) =>
						limit.kind === "growth-percent" ? noGrowth(limit) : limit,
					),
		);
	for (const budget of stacks.flatMap((stack) => stack.budgets))
		add(
			budget.metric,
			budget.limits.flatMap((limit) => {
				if (limit.kind === "growth") return limit;
				if (limit.kind !== "ceiling") return noGrowth(limit);
				const metric = metricNamed(budget.metric);
				const value = rested && metric.read(rested.counters);
				return value === undefined
					? []
					: { ...limit, value: value + noiseOf(metric, noise) };
			}),
		);
	return limits;
}

function noGrowth({ text }: Limit): Limit {
	return { kind: "growth", value: 0, text };
}

export function isOver(target: Target, counters: Counters): boolean {
	return (target.excess(counters) ?? 0) > 0;
}
