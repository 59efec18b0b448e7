import type { Evidence } from "../model/evidence.ts";
import { Stop } from "../model/problem.ts";
import type { StandingStack } from "../model/standing.ts";
import type { Culprit, CulpritFrame, Verdict } from "../model/verdict.ts";
import { stacksOfDump } from "../pprof/dump-stacks.ts";
import { readDump } from "../pprof/read-dump.ts";

/**
 * The verdict with who started each culprit's goroutines, which only the text
 * dump after the last round tells. As it is where there was none (beyond 10,000
 * goroutines), or it cannot be read: no verdict hangs on it.
 */
export function withCreators(
	verdict: Verdict,
	evidence: Evidence,
	read: (path: string) => Uint8Array,
): Verdict {
	if (verdict.culprits.every(({ wait }) => wait === null)) return verdict;
	const standing = lastDump(evidence, read);
	return {
		...verdict,
		culprits: verdict.culprits.map((culprit) => {
			const creator = creatorOf(culprit, standing);
			return creator ? { ...culprit, creator } : culprit;
		}),
	};
}

function lastDump(
	{ snapshots, environment }: Evidence,
	read: (path: string) => Uint8Array,
): readonly StandingStack[] {
	const path = snapshots.findLast(({ moment }) => moment === "after")?.profiles
		.goroutines;
	if (path === undefined || !environment) return [];
	try {
		return stacksOfDump(readDump(read(path)), { modules: environment.modules });
	} catch (error) {
		if (error instanceof Stop) return [];
		throw error;
	}
}

/** Of the goroutines that stand at the culprit's line and began where it did, the most. */
function creatorOf(
	culprit: Culprit,
	standing: readonly StandingStack[],
): CulpritFrame | undefined {
	const isSame = ({ frames }: StandingStack) =>
		frames.at(-1)?.function === culprit.entry &&
		frames.some(
			(frame) =>
				frame.function === culprit.function && frame.line === culprit.line,
		);
	const [most] = standing.filter(isSame).toSorted((a, b) => b.count - a.count);
	if (!most?.creator) return undefined;
	const { function: name, file, line } = most.creator;
	return { function: name, file, line };
}
