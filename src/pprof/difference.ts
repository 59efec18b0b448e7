import { type Difference, FOLDED } from "../model/difference.ts";
import type { Frame, Stack } from "../model/profile.ts";
import { callTree, firstBelow, leftIn, type Range } from "./call-tree.ts";
import { functionRows } from "./function-rows.ts";
import { type StackGroup, stackGroups } from "./stack-groups.ts";

/** What a difference is about. */
export type Subject = Pick<
	Difference,
	"title" | "unit" | "compared" | "sides" | "remark"
>;

/**
 * The stacks of two moments in one tree of calls, entry function first. Frames
 * are the same when their keys are, as in compareProfiles; a node shows the
 * line of its heaviest stack. The heaviest nodes are kept for as long as the
 * tables stay under `mostCharacters` of JSON; the stacks beyond them are added
 * up in a node FOLDED of the last one that is kept.
 */
export function differenceOf(
	before: readonly Stack[],
	after: readonly Stack[],
	subject: Subject,
	mostCharacters = 320_000,
): Difference {
	const value = subject.unit === "bytes" ? "bytes" : "count";
	const groups = stackGroups(before, after, value);
	const functions = functionRows();
	const root = callTree(groups, functions, mostCharacters);
	return { ...subject, ...functions.written(), ...columnsOf(root, functions) };
}

function columnsOf(
	root: Range,
	functions: ReturnType<typeof functionRows>,
): Pick<Difference, "nodes" | "folded"> {
	const depths: number[] = [];
	const rows: number[] = [];
	const lines: number[] = [];
	const before: number[] = [];
	const after: number[] = [];
	const add = (
		depth: number,
		frame: Frame | undefined,
		own: readonly StackGroup[],
	) => {
		depths.push(depth);
		rows.push(frame ? functions.rowOf(frame) : FOLDED);
		lines.push(frame?.line ?? 0);
		before.push(own.reduce((sum, group) => sum + group.before, 0));
		after.push(own.reduce((sum, group) => sum + group.after, 0));
	};
	let folded = 0;
	// Stacks are as deep as a hostile profile likes: no recursion.
	const open: Range[] = [root];
	for (let range = open.pop(); range; range = open.pop()) {
		const { groups, from, depth, frame, children } = range;
		add(depth, frame, groups.slice(from, firstBelow(range)));
		const left = leftIn(range);
		if (left.length > 0) add(depth + 1, undefined, left);
		folded += left.length;
		open.push(...children.toReversed());
	}
	return {
		nodes: { depth: depths, function: rows, line: lines, before, after },
		folded,
	};
}
