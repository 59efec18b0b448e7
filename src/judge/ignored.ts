import { dayNumber } from "../model/day.ts";
import type { Evidence } from "../model/evidence.ts";
import type { Ignore } from "../model/plan.ts";

/** Patterns of the stacks that do not count in this run: those of entries that have not expired. */
export function ignoredPatterns({
	plan,
	startedAt,
}: Evidence): readonly string[] {
	return (plan.ignore ?? [])
		.filter((entry) => (daysLeft(entry, startedAt) ?? 0) >= 0)
		.map((entry) => entry.function);
}

/** Whole days from the run to the last day on which the entry holds; undefined for one without an end, and where the day of the run is not known. */
export function daysLeft(
	{ until }: Ignore,
	startedAt: string | undefined,
): number | undefined {
	const last = dayNumber(until ?? "");
	const today = dayNumber(startedAt?.slice(0, 10) ?? "");
	return last === undefined || today === undefined ? undefined : last - today;
}
