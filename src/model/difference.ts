import type { Origin } from "./profile.ts";
import type { Unit } from "./verdict.ts";

/**
 * One kind of profile at two moments, as one tree of calls in columns: small as
 * JSON, quick to add up. Node i is entry i of each column of `nodes`, which
 * stand in depth-first order; node 0 is the root, of depth 0. `before` and
 * `after` are what ends in the node itself, not what lies beneath it.
 */
export interface Difference {
	/** What one of them is called in a sentence: `goroutines`, `in-use heap`. */
	readonly title: string;
	readonly unit: Unit;
	/** Whether there is an earlier moment; false for a profile that is looked at alone. */
	readonly compared: boolean;
	/** What the two are called; absent: `before` and `after`. */
	readonly sides?: readonly [string, string];
	/** What more there is to know of the numbers. */
	readonly remark?: string;
	readonly files: readonly string[];
	readonly functions: {
		readonly name: readonly string[];
		/** Row of `files`. */
		readonly file: readonly number[];
		/** Row of ORIGINS. */
		readonly origin: readonly number[];
	};
	readonly nodes: {
		readonly depth: readonly number[];
		/** Row of `functions`; FOLDED for the root, and for stacks too small to be kept. */
		readonly function: readonly number[];
		readonly line: readonly number[];
		readonly before: readonly number[];
		readonly after: readonly number[];
	};
	/** How many stacks were too small to be kept; the nodes FOLDED hold their sums. */
	readonly folded: number;
}

export function sidesOf({ sides }: Pick<Difference, "sides">) {
	return sides ?? (["before", "after"] as const);
}

export const FOLDED = -1;

export const ORIGINS: readonly Origin[] = [
	"first-party",
	"library",
	"standard",
];

/** What a Difference adds up to, by node. */
export interface Tree {
	readonly count: number;
	/** -1 for the root. */
	readonly parent: Int32Array;
	/** The first node that is not beneath it. */
	readonly end: Int32Array;
	/** With all that lies beneath. */
	readonly before: Float64Array;
	readonly after: Float64Array;
	/** All that changed beneath it, whether up or down: they do not cancel each other. */
	readonly moved: Float64Array;
}

export function treeOf({ nodes }: Difference): Tree {
	const count = nodes.depth.length;
	const parent = new Int32Array(count).fill(-1);
	const end = new Int32Array(count).fill(count);
	const before = Float64Array.from(nodes.before);
	const after = Float64Array.from(nodes.after);
	const moved = new Float64Array(count);
	const open: number[] = [];
	for (let node = 0; node < count; node++) {
		for (let closed = open.length; closed > (nodes.depth[node] ?? 0); closed--)
			end[open.pop() ?? 0] = node;
		parent[node] = open.at(-1) ?? -1;
		open.push(node);
	}
	for (let node = count - 1; node >= 0; node--) {
		const own = (nodes.after[node] ?? 0) - (nodes.before[node] ?? 0);
		moved[node] = (moved[node] ?? 0) + Math.abs(own);
		const above = parent[node] ?? -1;
		if (above < 0) continue;
		for (const column of [before, after, moved])
			column[above] = (column[above] ?? 0) + (column[node] ?? 0);
	}
	return { count, parent, end, before, after, moved };
}
