import {
	type Difference,
	FOLDED,
	ORIGINS,
	type Tree,
} from "../../model/difference.ts";
import type { Origin } from "../../model/profile.ts";

export type RowKind = "new" | "grown" | "shrunk" | "gone" | "same";

/** A stack that ends in `node`. */
export interface StackRow {
	readonly node: number;
	readonly kind: RowKind;
	readonly before: number;
	readonly after: number;
}

/** What moved most first; of what did not move, what holds most. */
export function stackRows({ nodes }: Difference): readonly StackRow[] {
	const rows: StackRow[] = [];
	for (const [node, before] of nodes.before.entries()) {
		const after = nodes.after[node] ?? 0;
		if (before === 0 && after === 0) continue;
		rows.push({ node, kind: kindOf(before, after), before, after });
	}
	return rows.sort(
		(a, b) => moved(b) - moved(a) || b.after - a.after || a.node - b.node,
	);
}

export interface ShownFrame {
	readonly function: string;
	readonly file: string;
	readonly line: number;
	readonly origin: Origin;
}

/** The function of a node; null for the root and for what was folded. */
export function frameAt(
	{ nodes, functions, files }: Difference,
	node: number,
): ShownFrame | null {
	const row = nodes.function[node] ?? FOLDED;
	if (row === FOLDED) return null;
	return {
		function: functions.name[row] ?? "",
		file: files[functions.file[row] ?? 0] ?? "",
		line: nodes.line[node] ?? 0,
		origin: ORIGINS[functions.origin[row] ?? 0] ?? "library",
	};
}

/** The frames of the stack that ends in a node, leaf first, the folded part and the root left out. */
export function framesOf(
	difference: Difference,
	tree: Tree,
	node: number,
): readonly ShownFrame[] {
	const frames: ShownFrame[] = [];
	for (let at = node; at > 0; at = tree.parent[at] ?? -1) {
		const frame = frameAt(difference, at);
		if (frame) frames.push(frame);
	}
	return frames;
}

function moved({ before, after }: StackRow): number {
	return Math.abs(after - before);
}

function kindOf(before: number, after: number): RowKind {
	if (before === after) return "same";
	if (before === 0) return "new";
	if (after === 0) return "gone";
	return after > before ? "grown" : "shrunk";
}
