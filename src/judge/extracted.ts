import { type Growth, since } from "./since.ts";

/** What a group of stacks grew by in head, and in its base; undefined where it did not. */
export interface Match {
	readonly is: Growth | undefined;
	readonly was: Growth | undefined;
}

export const NOWHERE: Match = { is: undefined, was: undefined };

/** A group of all sites that are the same. */
export interface Grouped extends Growth {
	/** Metric and scenario: only within it groups compare. */
	readonly of: string;
	/** The user's functions on its way. */
	readonly path: readonly string[];
	readonly routes: readonly string[];
}

/**
 * Pairs of groups of which one run has only one, the other run both or the other
 * one, and together as much. Each group is in one pair, the most growth first.
 */
export function extracted(
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

/** Several groups as one. */
export function joined(matches: readonly Match[]): Match {
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
