import type { Settled, Settling } from "../model/evidence.ts";
import type { Metric } from "../model/metric.ts";

/** How the wait ended for one metric; in runs of older versions, for all of them together. */
export function endingOf(
	{ settling, endings }: Settled,
	metric: Metric,
): Settling {
	if (!endings) return settling;
	return endings[metric.name] ?? "quiet";
}
