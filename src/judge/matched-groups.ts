import type { Part } from "./against-base.ts";
import { type Grown, grownGroups } from "./culprits.ts";
import {
	extracted,
	type Grouped,
	joined,
	type Match,
	NOWHERE,
} from "./extracted.ts";

/**
 * Finds for what grew in head, or in its base, what it grew by in both. Groups
 * are the same where their functions are. They are, too, where one has a
 * function more on its way and the other's growth went there: it was extracted,
 * or put back. Of stacks without any code of the user's routes tell what they are of.
 */
export function matchedGroups(
	head: readonly Part[],
	base: readonly Part[],
): {
	readonly ofHead: (grown: Grown, part: Part) => Match;
	readonly ofBase: (grown: Grown, part: Part) => Match;
} {
	const [now, before] = [groupsIn(head), groupsIn(base)];
	const all = new Map([...before, ...now]);
	const matches = new Map(
		[...all.keys()].map((key): [string, Match] => [
			key,
			{ is: now.get(key), was: before.get(key) },
		]),
	);
	for (const pair of extracted(all, matches)) {
		const both = joined(pair.map((key) => matches.get(key) ?? NOWHERE));
		for (const key of pair) matches.set(key, both);
	}
	const matchOf = (grown: Grown, part: Part, other: keyof Match): Match => {
		const key = keyOf(grown, part);
		const match = matches.get(key) ?? NOWHERE;
		return shareRoutes(now.get(key), before.get(key))
			? match
			: { ...match, [other]: undefined };
	};
	return {
		ofHead: (grown, part) => matchOf(grown, part, "was"),
		ofBase: (grown, part) => matchOf(grown, part, "is"),
	};
}

/** All that grew, within budget or not. Sites of one function are one. */
function groupsIn(parts: readonly Part[]): ReadonlyMap<string, Grouped> {
	const groups = new Map<string, Grouped>();
	for (const part of parts) {
		const seen = new Set<string>();
		for (const grown of part.judged.flatMap(grownGroups)) {
			const { metric, band, routes = [] } = grown.culprit;
			// Two limits of one metric count the same.
			if (seen.has(`${metric}\n${grown.key}`)) continue;
			seen.add(`${metric}\n${grown.key}`);
			const key = keyOf(grown, part);
			const sofar = groups.get(key);
			groups.set(key, {
				growth: (sofar?.growth ?? 0) + grown.aRound,
				requests: grown.requests,
				band: Math.hypot(sofar?.band ?? 0, band ?? 0),
				of: placeOf(grown, part),
				path: sofar?.path ?? grown.path,
				routes: routes.map(({ route }) => route),
			});
		}
	}
	return groups;
}

function keyOf(grown: Grown, part: Part): string {
	return `${placeOf(grown, part)}\n${grown.identity}`;
}

function placeOf({ culprit }: Grown, { scenario }: Part): string {
	return [culprit.metric, scenario].join("\n");
}

/** Whether two groups of the same functions may be of the same: false only where nothing but their routes tells, and those are others. */
function shareRoutes(
	now: Grouped | undefined,
	before: Grouped | undefined,
): boolean {
	if (!now || !before || now.path.length + before.path.length > 0) return true;
	if (now.routes.length * before.routes.length === 0) return true;
	return now.routes.some((route) => before.routes.includes(route));
}
