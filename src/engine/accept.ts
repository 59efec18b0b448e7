import { isNarrowPattern } from "../config/stack-pattern.ts";
import { metricLeaks } from "../explain/metric-words.ts";
import { metricNamed } from "../metrics/registry.ts";
import { acceptedWhy } from "../model/accepted.ts";
import type { Ignore } from "../model/plan.ts";
import { formatSigned } from "../model/quantity.ts";
import type { Culprit, Verdict } from "../model/verdict.ts";

export interface Accepted {
	/** In the order in which they were needed. */
	readonly entries: readonly Ignore[];
	/** With these entries: it fails where an entry for what is left would hide too much. */
	readonly verdict: Verdict;
}

/**
 * `ignore` entries with which a run is within its budgets: one function each,
 * that of the culprit, and none that the product would refuse as too broad.
 * `judged` is the verdict on that run with so many entries more. Days are `2027-06-01`.
 */
export function acceptLeaks(
	judged: (more: readonly Ignore[]) => Verdict,
	{ today, until }: { readonly today: string; readonly until: string },
): Accepted {
	const entries: Ignore[] = [];
	const tried = new Set<string>();
	let verdict = judged([]);
	for (;;) {
		const culprit = nextOf(verdict, tried);
		if (!culprit) return { entries, verdict };
		tried.add(culprit.function);
		const why = acceptedWhy(today, growthOf(culprit));
		const entry = { function: culprit.function, why, until };
		const next = judged([...entries, entry]);
		if (next.problems.length > verdict.problems.length) continue;
		entries.push(entry);
		verdict = next;
	}
}

/**
 * Goroutines before memory, which they may hold; of either only the user's own
 * functions: an entry for a library's, such as net/http's readLoop, would hide
 * every leak that is made through it.
 */
function nextOf(
	{ outcome, culprits }: Verdict,
	tried: ReadonlySet<string>,
): Culprit | undefined {
	if (outcome === "pass") return undefined;
	return culprits.find(
		({ function: name, first_party: isOwn }) =>
			isOwn && !tried.has(name) && isNarrowPattern(name),
	);
}

/** `+200 goroutines a round`, `about +43 KiB of memory a round`. */
function growthOf({ metric, growth, band }: Culprit): string {
	const { unit } = metricNamed(metric);
	const about = band === null ? "" : "about ";
	const of = unit === "bytes" ? " of" : "";
	return `${about}${formatSigned(growth, unit)}${of} ${metricLeaks(metric)} a round`;
}
