import { allowanceOf, noiseOf } from "../metrics/allowance.ts";
import { metricNamed } from "../metrics/registry.ts";
import type { Counters, Evidence, Settled } from "../model/evidence.ts";
import type { Metric } from "../model/metric.ts";

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
	return evidence.plan.budgets.map((budget) => {
		const metric = metricNamed(budget.metric);
		const from = metric.read(start.counters);
		const ceilings = budget.limits.flatMap((limit) => {
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

export function isOver(target: Target, counters: Counters): boolean {
	return (target.excess(counters) ?? 0) > 0;
}
