import type { Evidence } from "../model/evidence.ts";
import type { Metric } from "../model/metric.ts";
import type { Limit } from "../model/plan.ts";

/**
 * What one limit permits, in the metric's unit: `growth` over a round's own
 * start, or a final value of at most `ceiling`. The service's noise, how far
 * it swings while idle before load, is added to a growth.
 */
export type Allowance =
	| {
			readonly kind: "growth";
			readonly limit: number;
			readonly noise: number;
			readonly growth: number;
	  }
	| { readonly kind: "ceiling"; readonly ceiling: number };

/** The allowance of a limit, or undefined while the metric has not been read before load (or never can be). */
export function allowanceOf(
	metric: Metric,
	limit: Limit,
	evidence: Pick<Evidence, "noise" | "settled">,
): Allowance | undefined {
	if (limit.kind === "ceiling")
		return { kind: "ceiling", ceiling: limit.value };
	const before =
		evidence.settled[0] && metric.read(evidence.settled[0].counters);
	if (before === undefined) return undefined;
	const noise = noiseOf(metric, evidence.noise);
	switch (limit.kind) {
		case "growth":
			return growth(limit.value, noise);
		case "growth-percent":
			return growth((before * limit.percent) / 100, noise);
		case "growth-auto": {
			const allowed = metric.autoAllowance?.(noise) ?? noise;
			return { kind: "growth", limit: allowed - noise, noise, growth: allowed };
		}
		default:
			return limit satisfies never;
	}
}

/** Whether a value stands above what the limit permits; `start` is the metric at the start of the round. */
export function exceeds(
	allowance: Allowance,
	value: number,
	start: number,
): boolean {
	switch (allowance.kind) {
		case "growth":
			return value - start > allowance.growth;
		case "ceiling":
			return value > allowance.ceiling;
		default:
			return allowance satisfies never;
	}
}

/** How far the metric swung while idle before load. */
export function noiseOf(metric: Metric, noise: Evidence["noise"]): number {
	if (!noise) return 0;
	const first = metric.read(noise.first);
	const second = metric.read(noise.second);
	return first === undefined || second === undefined
		? 0
		: Math.abs(second - first);
}

function growth(limit: number, noise: number): Allowance {
	return { kind: "growth", limit, noise, growth: limit + noise };
}
