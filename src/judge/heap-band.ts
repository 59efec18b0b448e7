import type { Evidence } from "../model/evidence.ts";

type Sampled = Pick<Evidence, "environment" | "plan">;

/**
 * How far a sampled heap profile may tell an amount by chance, 2·sqrt(rate·bytes):
 * twice the standard deviation, where the amount is true. For a number of
 * objects, `objectBytes` is their mean size; for bytes it is 1.
 */
export function heapBand(
	evidence: Sampled,
	amount: number,
	objectBytes: number,
): number {
	return (2 * Math.sqrt(rateOf(evidence) * amount * objectBytes)) / objectBytes;
}

/**
 * Half-width of the 95 % interval for the truth, where the amount is an
 * estimate. Of few samples the truth may lie far above an estimate that is low
 * by chance: the upper end of the score interval of a Poisson count n,
 * n + 2 + 2·sqrt(n + 1), holds where n ± 2·sqrt(n) does not.
 */
export function truthBand(
	evidence: Sampled,
	amount: number,
	objectBytes: number,
): number {
	const perSample = rateOf(evidence) / objectBytes;
	const samples = amount / perSample;
	return perSample === 0 ? 0 : perSample * (2 + 2 * Math.sqrt(samples + 1));
}

function rateOf({ environment, plan }: Sampled): number {
	return environment?.memProfileRate ?? plan.heapSampling;
}
