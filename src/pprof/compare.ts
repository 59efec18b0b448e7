import { Stop } from "../model/problem.ts";
import type { Frame, Modules } from "../model/profile.ts";
import type {
	Held,
	ProfileChange,
	StackChange,
} from "../model/stack-change.ts";
import type { Profile } from "./profile.ts";
import { stacksOf } from "./stacks.ts";
import { userFrames } from "./user-frames.ts";

/**
 * What grew and shrank between two goroutine or heap profiles, in whatever
 * formats. Stacks are one group when the keys of their userFrames are the same:
 * lines, addresses, labels and closures do not tell them apart. Sorted by the
 * absolute change, of bytes for a heap, else of counts. A Stop
 * `profiles-differ` when they count different things, or neither goroutines nor
 * live memory.
 */
export function compareProfiles(
	before: Profile,
	after: Profile,
	modules: Modules,
): ProfileChange {
	const kind = kindOf(before);
	if (kind !== kindOf(after))
		throw new Stop({
			code: "profiles-differ",
			message: `The profiles do not compare: one holds ${valueNames(before)}, the other ${valueNames(after)}.`,
			remedy: "Give two profiles of the same kind, the earlier one first.",
		});
	const groups = new Map<string, Group>();
	addStacks(groups, before, modules, "before");
	addStacks(groups, after, modules, "after");
	const all = [...groups.values()];
	return {
		unit: kind === "heap" ? "heap" : "goroutines",
		before: total(all.map((group) => group.before)),
		after: total(all.map((group) => group.after)),
		changes: all
			.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
			.flatMap(changeOf)
			.sort(bySize),
	};
}

interface Group {
	readonly key: string;
	frames: readonly Frame[];
	before: Held;
	after: Held;
}

const NOTHING: Held = { count: 0, bytes: 0 };

function addStacks(
	groups: Map<string, Group>,
	profile: Profile,
	modules: Modules,
	side: "before" | "after",
): void {
	for (const stack of stacksOf(profile, { modules })) {
		const frames = userFrames(stack.frames);
		const key = frames.map((frame) => frame.key).join("\n");
		let group = groups.get(key);
		if (!group) {
			group = { key, frames, before: NOTHING, after: NOTHING };
			groups.set(key, group);
		}
		if (group[side] === NOTHING) group.frames = frames;
		group[side] = total([group[side], stack]);
	}
}

function changeOf({ frames, before, after }: Group): readonly StackChange[] {
	const change = after.bytes - before.bytes || after.count - before.count;
	if (change === 0) return [];
	const kind = isNothing(before)
		? "new"
		: isNothing(after)
			? "gone"
			: change > 0
				? "grown"
				: "shrunk";
	return [{ kind, frames, before, after }];
}

function bySize(a: StackChange, b: StackChange): number {
	const bytes = sizeOf(b, "bytes") - sizeOf(a, "bytes");
	return bytes || sizeOf(b, "count") - sizeOf(a, "count");
}

function sizeOf(change: StackChange, value: keyof Held): number {
	return Math.abs(change.after[value] - change.before[value]);
}

function isNothing({ count, bytes }: Held): boolean {
	return count === 0 && bytes === 0;
}

function total(all: readonly Held[]): Held {
	let count = 0;
	let bytes = 0;
	for (const one of all) {
		count += one.count;
		bytes += one.bytes;
	}
	return { count, bytes };
}

/** What is held, not what was spent: that would be another table. */
function kindOf(profile: Profile): string {
	const names = profile.sampleTypes.map(({ type }) => type);
	if (names.includes("inuse_space")) return "heap";
	const held = names.find((name) => /^goroutine(?:leak)?$/.test(name));
	if (held !== undefined) return held;
	throw new Stop({
		code: "profiles-differ",
		message: `diff compares goroutines and heaps, and one of these holds ${valueNames(profile)}.`,
		remedy: "For other profiles: leak-budget top -base BEFORE AFTER.",
	});
}

function valueNames({ sampleTypes }: Profile): string {
	return sampleTypes.map((one) => one.type).join(", ") || "nothing";
}
