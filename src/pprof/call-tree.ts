import type { Frame } from "../model/profile.ts";
import type { functionRows } from "./function-rows.ts";
import { heaviestFirst } from "./heaviest-first.ts";
import type { StackGroup } from "./stack-groups.ts";

/**
 * The tree of calls of groups that are in the order of their paths. A group
 * weighs its share of all that is held after, or of all that changed, whichever
 * is larger. The heaviest nodes are kept, for as long as the tables that they
 * and their functions take stay under `mostCharacters` of JSON.
 */
export function callTree(
	groups: readonly StackGroup[],
	functions: ReturnType<typeof functionRows>,
	mostCharacters: number,
): Range {
	const root = rangeOf(groups, weights(groups), 0, groups.length, 0);
	keepHeaviest(root, functions, mostCharacters);
	return root;
}

/** A node of the tree: the groups from `from` to `to`, whose first `depth` frames are the same. */
export interface Range {
	readonly groups: readonly StackGroup[];
	readonly weights: Float64Array;
	readonly from: number;
	readonly to: number;
	readonly depth: number;
	readonly weight: number;
	/** The last of the frames that are the same, in the heaviest stack; undefined for the root. */
	readonly frame: Frame | undefined;
	/** Those that are kept, the heaviest first. */
	readonly children: Range[];
}

function rangeOf(
	groups: readonly StackGroup[],
	weights: Float64Array,
	from: number,
	to: number,
	depth: number,
): Range {
	let weight = 0;
	let heaviest = from;
	for (let at = from; at < to; at++) {
		const own = weights[at] ?? 0;
		weight += own;
		if (own > (weights[heaviest] ?? 0)) heaviest = at;
	}
	const frame = groups[heaviest]?.frames[depth - 1];
	return { groups, weights, from, to, depth, weight, frame, children: [] };
}

function weights(groups: readonly StackGroup[]): Float64Array {
	const change = ({ before, after }: StackGroup) => Math.abs(after - before);
	const held = ({ after }: StackGroup) => Math.abs(after);
	const total = (of: (group: StackGroup) => number) =>
		groups.reduce((sum, group) => sum + of(group), 0) || 1;
	const [changed, all] = [total(change), total(held)];
	return Float64Array.from(groups, (group) =>
		Math.max(change(group) / changed, held(group) / all),
	);
}

/** What a node takes at most, with that of what is folded beneath it: depth, function, line and values of each. */
const NODE_CHARACTERS = 48;

function keepHeaviest(
	root: Range,
	functions: ReturnType<typeof functionRows>,
	mostCharacters: number,
): void {
	const open = heaviestFirst<{ readonly range: Range; readonly parent: Range }>(
		({ range }) => range.weight,
	);
	const pushChildren = (parent: Range) => {
		for (const range of childrenOf(parent)) open.push({ range, parent });
	};
	let left = mostCharacters - NODE_CHARACTERS;
	pushChildren(root);
	for (let next = open.pop(); next; next = open.pop()) {
		const { range, parent } = next;
		if (!range.frame) continue;
		left -= NODE_CHARACTERS + functions.cost(range.frame);
		if (left < 0) return;
		functions.rowOf(range.frame);
		parent.children.push(range);
		pushChildren(range);
	}
}

function childrenOf(parent: Range): readonly Range[] {
	const { groups, weights, to, depth } = parent;
	const children: Range[] = [];
	let from = firstBelow(parent);
	while (from < to) {
		const step = groups[from]?.path[depth];
		let end = from + 1;
		while (end < to && groups[end]?.path[depth] === step) end++;
		children.push(rangeOf(groups, weights, from, end, depth + 1));
		from = end;
	}
	return children;
}

/** At most one group ends in a node itself, and it is its first one. */
export function firstBelow({ groups, from, depth }: Range): number {
	return groups[from]?.path.length === depth ? from + 1 : from;
}

/** The groups beneath a node that are in none of its kept children. */
export function leftIn(range: Range): readonly StackGroup[] {
	const { groups, to, children } = range;
	const edges = children
		.toSorted((a, b) => a.from - b.from)
		.flatMap((child) => [child.from, child.to]);
	const starts = [firstBelow(range), ...edges, to];
	return starts.flatMap((start, index) =>
		index % 2 === 0 ? groups.slice(start, starts[index + 1]) : [],
	);
}
