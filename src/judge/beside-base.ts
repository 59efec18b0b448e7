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
					comparison.isAsBad(finding, isHeld(culprits)) &&
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

/** Whether all that a budget could be made of is known to be the base's: memory has no site of its own then, leaked goroutines hold it. */
function isHeld(culprits: readonly Culprit[]): boolean {
	return culprits.length > 0 && culprits.every(({ since }) => isOld(since));
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
