import type { Evidence } from "../model/evidence.ts";

/**
 * Half-width of the 95 % error of an amount that a sampled heap profile tells:
 * 2·sqrt(rate·bytes). For a number of objects, `objectBytes` is their mean
 * size; for bytes it is 1.
 */
export function heapBand(
	{ environment, plan }: Pick<Evidence, "environment" | "plan">,
	amount: number,
	objectBytes: number,
): number {
	const rate = environment?.memProfileRate ?? plan.heapSampling;
	return (2 * Math.sqrt(rate * amount * objectBytes)) / objectBytes;
}
