import { type Difference, FOLDED, type Tree } from "../model/difference.ts";
import { Stop } from "../model/problem.ts";
import { matcher } from "../pprof/re2/match.ts";
import { type Width, weightOf } from "./layout.ts";

/** What a search found. */
export interface Found {
	/** 1 for a node whose own function matches. */
	readonly matches: Uint8Array;
	/** 1 for a node that matches, or lies beneath one that does: a stack that ends there is found. */
	readonly within: Uint8Array;
	/** The weight of all that is found, nothing counted twice. */
	readonly weight: (width: Width) => number;
}

/**
 * Finds functions by a part of their name, or by a regular expression in the
 * syntax of Go (and thus in time that is linear), whichever the text is; upper
 * and lower case are the same. Null where nothing is searched for.
 */
export function search(
	difference: Difference,
	tree: Tree,
	text: string,
): Found | null {
	const query = text.trim();
	if (query === "") return null;
	const isMatch = anyCase(query);
	const named = difference.functions.name.map(isMatch);
	const matches = new Uint8Array(tree.count);
	const within = new Uint8Array(tree.count);
	const tops: number[] = [];
	for (let node = 0; node < tree.count; node++) {
		const row = difference.nodes.function[node] ?? FOLDED;
		const isFound = row !== FOLDED && named[row] === true;
		const above = tree.parent[node] ?? -1;
		const isBeneath = above >= 0 && within[above] === 1;
		if (isFound) matches[node] = 1;
		if (isFound || isBeneath) within[node] = 1;
		if (isFound && !isBeneath) tops.push(node);
	}
	return {
		matches,
		within,
		weight: (width) =>
			tops.reduce((sum, node) => sum + weightOf(tree, width, node), 0),
	};
}

/** `(*Client).Get` is no regular expression that anybody means: what stands there as it is matches too. */
function anyCase(query: string): (name: string) => boolean {
	const plain = query.toLowerCase();
	const isPlain = (name: string) => name.toLowerCase().includes(plain);
	try {
		const isMatch = matcher(`(?i)${query}`);
		return (name) => isPlain(name) || isMatch(name);
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		return isPlain;
	}
}
