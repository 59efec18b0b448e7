import type { Frame, Stack } from "../model/profile.ts";
import { userFrames } from "./user-frames.ts";

/** Stacks of two moments that are the same but for lines, labels and closures. */
export interface StackGroup {
	/** Entry function first; of the later moment that has it. */
	readonly frames: readonly Frame[];
	/** A number for each frame: the same for the same key. */
	readonly path: readonly number[];
	before: number;
	after: number;
}

/** What two moments hold by group, in the order of their paths: those that begin with the same calls lie together. */
export function stackGroups(
	before: readonly Stack[],
	after: readonly Stack[],
	value: "count" | "bytes",
): readonly StackGroup[] {
	const groups = new Map<string, StackGroup>();
	const numbers = new Map<string, number>();
	const numberOf = ({ key }: Frame): number => {
		const known = numbers.get(key) ?? numbers.size;
		if (known === numbers.size) numbers.set(key, known);
		return known;
	};
	const add = (side: "before" | "after") => (stack: Stack) => {
		const frames = userFrames(stack.frames).toReversed();
		const path = frames.map(numberOf);
		const key = path.join(" ");
		const group = groups.get(key) ?? { frames, path, before: 0, after: 0 };
		groups.set(key, group);
		group[side] += stack[value];
	};
	// The later moment comes first: its lines are those of the source as it is now.
	for (const stack of after) add("after")(stack);
	for (const stack of before) add("before")(stack);
	return [...groups.values()]
		.filter((one) => one.before !== 0 || one.after !== 0)
		.sort(byPath);
}

function byPath({ path: a }: StackGroup, { path: b }: StackGroup): number {
	for (let at = 0; at < a.length && at < b.length; at++) {
		const difference = (a[at] ?? 0) - (b[at] ?? 0);
		if (difference !== 0) return difference;
	}
	return a.length - b.length;
}
