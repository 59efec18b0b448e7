import { type Difference, FOLDED, type Tree } from "../model/difference.ts";

/** What the width of a bar stands for: what it holds after, or all that changed beneath it, up or down. */
export type Width = "after" | "change";

/** A bar of the icicle: `from` and `share` are parts of the whole width, 0 to 1. */
export interface Cell {
	readonly node: number;
	/** The row, 0 at the top. */
	readonly depth: number;
	readonly from: number;
	readonly share: number;
}

export function weightOf(tree: Tree, width: Width, node: number): number {
	const column = width === "after" ? tree.after : tree.moved;
	return Math.max(0, column[node] ?? 0);
}

/**
 * The bars in depth-first order: `zoom` and what calls it over the whole width,
 * and all beneath it down to `leastShare` of the width, the widest first and
 * what was folded last. Nothing where `zoom` itself has no width.
 */
export function layout(
	difference: Difference,
	tree: Tree,
	options: {
		readonly width: Width;
		readonly zoom: number;
		readonly leastShare: number;
	},
): readonly Cell[] {
	const { width, zoom, leastShare } = options;
	if (weightOf(tree, width, zoom) === 0) return [];
	const cells: Cell[] = callersOf(tree, zoom).map((node, depth) => ({
		node,
		depth,
		from: 0,
		share: 1,
	}));
	const open: Cell[] = [{ node: zoom, depth: cells.length, from: 0, share: 1 }];
	for (let cell = open.pop(); cell; cell = open.pop()) {
		cells.push(cell);
		open.push(
			...beneath(difference, tree, width, cell)
				.filter(({ share }) => share >= leastShare)
				.reverse(),
		);
	}
	return cells;
}

function callersOf(tree: Tree, node: number): readonly number[] {
	const callers: number[] = [];
	for (let at = tree.parent[node] ?? -1; at >= 0; at = tree.parent[at] ?? -1)
		callers.unshift(at);
	return callers;
}

function beneath(
	difference: Difference,
	tree: Tree,
	width: Width,
	{ node, depth, from, share }: Cell,
): readonly Cell[] {
	const weight = (child: number) => weightOf(tree, width, child);
	const isFolded = (child: number) =>
		Number(difference.nodes.function[child] === FOLDED);
	const children = childrenOf(tree, node)
		.filter((child) => weight(child) > 0)
		.sort(
			(a, b) => isFolded(a) - isFolded(b) || weight(b) - weight(a) || a - b,
		);
	const sum = children.reduce((total, child) => total + weight(child), 0);
	// Where a profile holds values below zero, parts may be more than their sum.
	const whole = Math.max(weight(node), sum);
	let left = from;
	return children.map((child) => {
		const own = (share * weight(child)) / whole;
		const cell = { node: child, depth: depth + 1, from: left, share: own };
		left += own;
		return cell;
	});
}

function childrenOf(tree: Tree, node: number): number[] {
	const children: number[] = [];
	const end = tree.end[node] ?? 0;
	for (let child = node + 1; child < end; child = tree.end[child] ?? end)
		children.push(child);
	return children;
}
