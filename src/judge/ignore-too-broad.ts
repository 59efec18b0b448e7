import type { Evidence } from "../model/evidence.ts";
import type { Problem } from "../model/problem.ts";
import { type Group, goroutineGroups, heapGroups } from "./groups.ts";
import { heapBand } from "./heap-band.ts";
import { ignoredPatterns } from "./ignored.ts";
import { stackMatch } from "./stack-match.ts";
import type { StacksAt } from "./stacks-at.ts";

/** One entry may well name the only leak there is; one that hides so many places of the user's code names none. */
const LEAST_HIDDEN = 3;

/**
 * An `ignore` entry that switches the gate off: it leaves out more than half of
 * the places of the user's own code that grew in this run, and three or more.
 */
export function tooBroadIgnores(
	evidence: Evidence,
	stacksAt: StacksAt,
): readonly Problem[] {
	const patterns = ignoredPatterns(evidence);
	if (patterns.length === 0) return [];
	const grown = grownPlaces(evidence, stacksAt);
	return patterns.flatMap((pattern): Problem[] => {
		const matches = stackMatch([pattern]);
		const hidden = grown.filter(({ stack }) => matches(stack)).length;
		if (hidden < LEAST_HIDDEN || hidden <= grown.length / 2) return [];
		return [
			{
				code: "ignore-too-broad",
				message: `The ignore entry for ${pattern} leaves out ${hidden} of the ${grown.length} places in your own code that grew: little is left to judge.`,
				remedy:
					"Name the functions that may stay, one entry each, or allow them room with a limit under budgets.stacks.",
			},
		];
	});
}

function grownPlaces(evidence: Evidence, stacksAt: StacksAt): readonly Group[] {
	const first = evidence.settled[0]?.round ?? 0;
	const last = evidence.settled.at(-1)?.round ?? 0;
	const grownIn = (
		profile: "goroutine" | "heap",
		isGrowth: (before: Group | undefined, after: Group) => boolean,
	) => {
		const groupsOf = profile === "heap" ? heapGroups : goroutineGroups;
		const before = groupsOf(stacksAt(profile, first) ?? []);
		const after = groupsOf(stacksAt(profile, last) ?? []);
		return [...after.values()].filter(
			(group) =>
				group.site.origin === "first-party" &&
				isGrowth(before.get(group.key), group),
		);
	};
	return [
		...grownIn(
			"goroutine",
			(before, after) => after.count > (before?.count ?? 0),
		),
		...grownIn("heap", (before, after) => {
			const grew = after.bytes - (before?.bytes ?? 0);
			return grew > 0 && grew > heapBand(evidence, grew, 1);
		}),
	];
}
