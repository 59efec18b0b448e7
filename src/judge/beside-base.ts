import { metricNamed } from "../metrics/registry.ts";
import type { Culprit, Finding, Since } from "../model/verdict.ts";
import type { Comparison, JudgedRun } from "./against-base.ts";

/**
 * Findings and culprits of a run with what its base says of them: what it did
 * not have comes first. With `fail_on: new` a budget that the base broke by no
 * less is excused, unless something that grew is known to be new or worse.
 */
export function besideBase(
	{ evidence, parts }: JudgedRun,
	comparison: Comparison,
): {
	readonly findings: readonly Finding[];
	readonly culprits: readonly Culprit[];
} {
	const isLenient = evidence.plan.failOn === "new";
	const told = parts.map((part) => ({
		part,
		culprits: part.culprits.map((grown): Culprit => {
			const stands = comparison.sinceOf(grown, part);
			const excused = isLenient && isOld(stands.since);
			return { ...grown.culprit, ...stands, ...(excused && { excused }) };
		}),
	}));
	return {
		findings: told.flatMap(({ part, culprits }) =>
			part.judged.map(({ finding }) => {
				const isExcused =
					isLenient &&
					finding.outcome === "over" &&
					comparison.isAsBad(finding, isHeld(finding, culprits)) &&
					culprits
						.filter(({ metric }) => metric === finding.metric)
						.every(({ since }) => since !== "new" && since !== "worse");
				const base = comparison.inBase(finding);
				return {
					...finding,
					...(base && { base }),
					...(isExcused && { excused: true as const }),
				};
			}),
		),
		culprits: told
			.flatMap(({ culprits }) => culprits)
			.toSorted(
				(a, b) => RANK[a.since ?? "already"] - RANK[b.since ?? "already"],
			),
	};
}

/**
 * Whether it is memory without a site of its own, beside goroutines that all
 * are as in the base: they hold it. Of the same goroutines it is now more, now
 * less, in one run beyond its budget and in the other not.
 */
function isHeld({ metric }: Finding, culprits: readonly Culprit[]): boolean {
	return (
		metricNamed(metric).culprits?.profile === "heap" &&
		culprits.length > 0 &&
		culprits.every(({ band, since }) => band === null && isOld(since))
	);
}

function isOld(since: Since | undefined): boolean {
	return since === "already" || since === "better";
}

const RANK: Readonly<Record<Since, number>> = {
	new: 0,
	worse: 0,
	already: 1,
	better: 1,
};
