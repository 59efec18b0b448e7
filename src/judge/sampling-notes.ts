import type { Evidence } from "../model/evidence.ts";
import { formatBytes } from "../model/quantity.ts";

/**
 * Said where the service samples its heap otherwise than it was asked to:
 * runtime.MemProfileRate, set by the program, wins over GODEBUG=memprofilerate.
 */
export function samplingNotes({
	plan,
	environment,
}: Pick<Evidence, "plan" | "environment">): readonly string[] {
	const rate = environment?.memProfileRate;
	if (rate === undefined || rate === plan.heapSampling) return [];
	if (rate === 0)
		return [
			"The service turns heap sampling off (runtime.MemProfileRate = 0): lines that allocate cannot be named.",
		];
	const [own, asked] = [rate, plan.heapSampling].map(formatBytes);
	return [
		`The service sets its own heap sampling, runtime.MemProfileRate: a sample every ${own}, where heap_sampling asks for ${asked}. The errors of heap sites follow from its own.`,
	];
}
