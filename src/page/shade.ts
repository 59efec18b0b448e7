import type { Difference, Tree } from "../model/difference.ts";

/** How a bar is coloured: how much of it is new or gone, in three steps up and three down. */
export type Shade =
	| "held"
	| "same"
	| "grew-1"
	| "grew-2"
	| "grew-3"
	| "shrank-1"
	| "shrank-2"
	| "shrank-3";

export function shadeOf(
	{ compared }: Difference,
	tree: Tree,
	node: number,
): Shade {
	if (!compared) return "held";
	const before = tree.before[node] ?? 0;
	const after = tree.after[node] ?? 0;
	const part =
		(after - before) /
		Math.max(Math.abs(before), Math.abs(after), Number.MIN_VALUE);
	if (part === 0) return "same";
	const step = Math.abs(part) < 0.25 ? 1 : Math.abs(part) < 0.75 ? 2 : 3;
	return `${part > 0 ? "grew" : "shrank"}-${step}`;
}
