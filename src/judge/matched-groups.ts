import type { Part } from "./against-base.ts";
import { type Grown, grownGroups } from "./culprits.ts";
import { type Growth, since } from "./since.ts";

/** What a group of stacks grew by in head, and in its base; undefined where it did not. */
export interface Match {
	readonly is: Growth | undefined;
	readonly was: Growth | undefined;
}

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
	const isOther = (key: string) => !shareRoutes(now.get(key), before.get(key));
	const matchOf = (key: string) => matches.get(key) ?? NOWHERE;
	return {
		ofHead: (grown, part) => {
			const key = keyOf(grown, part);
			const match = matchOf(key);
			return isOther(key) ? { ...match, was: undefined } : match;
		},
		ofBase: (grown, part) => {
			const key = keyOf(grown, part);
			const match = matchOf(key);
			return isOther(key) ? { ...match, is: undefined } : match;
		},
	};
}

const NOWHERE: Match = { is: undefined, was: undefined };

/** A group of all sites that are the same. */
interface Grouped extends Growth {
	/** Metric and scenario: only within it groups compare. */
	readonly of: string;
	/** The user's functions on its way. */
	readonly path: readonly string[];
	readonly routes: readonly string[];
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

/**
 * Pairs of groups of which one run has only one, the other run both or the other
 * one, and together as much. Each group is in one pair, the most growth first.
 */
function extracted(
	groups: ReadonlyMap<string, Grouped>,
	matches: ReadonlyMap<string, Match>,
): readonly (readonly [string, string])[] {
	const byGrowth = [...groups].sort(
		([, one], [, other]) => other.growth - one.growth,
	);
	const taken = new Set<string>();
	return byGrowth.flatMap(([key, group]) => {
		const own = matches.get(key) ?? NOWHERE;
		if (taken.has(key) || (own.is && own.was)) return [];
		const found = byGrowth.find(
			([other, { of, path }]) =>
				!taken.has(other) &&
				other !== key &&
				of === group.of &&
				isOneMore(group.path, path) &&
				wentOver(own, matches.get(other) ?? NOWHERE),
		);
		if (!found) return [];
		taken.add(key).add(found[0]);
		return [[key, found[0]] as const];
	});
}

/** Whether what the one run has of one group alone is what the other has more of the other. */
function wentOver(alone: Match, other: Match): boolean {
	const { is, was } = other;
	const change = is && was ? since(is, was).since : is ? "worse" : "better";
	const both = joined([alone, other]);
	return (
		change === (alone.is ? "better" : "worse") &&
		both.is !== undefined &&
		both.was !== undefined &&
		since(both.is, both.was).since === "already"
	);
}

function joined(matches: readonly Match[]): Match {
	return {
		is: sum(matches.flatMap(({ is }) => is ?? [])),
		was: sum(matches.flatMap(({ was }) => was ?? [])),
	};
}

function sum(growths: readonly Growth[]): Growth | undefined {
	const [first] = growths;
	return (
		first && {
			growth: growths.reduce((total, { growth }) => total + growth, 0),
			requests: first.requests,
			band: Math.hypot(...growths.map(({ band }) => band)),
		}
	);
}

/** Whether one of two ways has one function more, and is the same otherwise. */
function isOneMore(one: readonly string[], other: readonly string[]): boolean {
	const [short, long] = one.length < other.length ? [one, other] : [other, one];
	if (short.length === 0 || long.length !== short.length + 1) return false;
	const from = short.findIndex((name, at) => name !== long[at]);
	const rest = from < 0 ? [] : short.slice(from);
	return rest.every((name, at) => name === long[from + 1 + at]);
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
