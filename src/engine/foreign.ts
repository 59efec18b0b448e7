import { withOwnWords } from "../explain/own-words.ts";
import { metrics } from "../metrics/registry.ts";
import type { Verdict } from "../model/verdict.ts";

/**
 * A verdict of somebody else's making, as far as this version can speak of it:
 * what is said of metrics that it does not know is left out, and whatever is a
 * sentence comes from its own catalogue.
 */
export function foreignVerdict(verdict: Verdict): Verdict {
	const { findings, observed, culprits, gone } = verdict;
	return withOwnWords({
		...verdict,
		findings: findings.filter(isKnown),
		observed: observed.filter(isKnown),
		culprits: culprits.filter(isKnown),
		...(gone && { gone: gone.filter(isKnown) }),
	});
}

function isKnown({ metric }: { readonly metric: string }): boolean {
	return metrics.some(({ name }) => name === metric);
}
