import type { Metric } from "../model/metric.ts";

/** The least difference between a limit and what is used of it that is worth a word. */
export function roomOf(
	{ room: { growth, ceiling = growth } }: Metric,
	kind: "growth" | "ceiling",
): number {
	return kind === "growth" ? growth : ceiling;
}
