import type { Frame } from "../model/profile.ts";
import { formatSigned } from "../model/quantity.ts";
import type {
	Held,
	ProfileChange,
	StackChange,
} from "../model/stack-change.ts";
import { fromTo } from "./amounts.ts";
import { columns } from "./columns.ts";
import { plainName } from "./plain.ts";

/**
 * The table of `leak-budget diff`: totals, then one line a group of stacks with
 * its change in numbers first, whether it is new, grown, shrunk or gone, where
 * it is and what called it. At most `limit` lines; the rest is counted.
 */
export function diffTable(
	change: ProfileChange,
	options: { readonly limit: number },
): string {
	const { unit, before, after, changes } = change;
	const isHeap = unit === "heap";
	const head = isHeap
		? `heap, estimated from samples: ${bytesChange(before, after)}, ${countChange(before, after)} objects`
		: `goroutines: ${countChange(before, after)}`;
	if (changes.length === 0) return `${head}\nNo group of stacks changed.\n`;
	const table = columns(
		changes
			.slice(0, options.limit)
			.map((one) => [
				...(isHeap ? [bytesChange(one.before, one.after)] : []),
				countChange(one.before, one.after),
				one.kind,
				place(one, isHeap),
			]),
	);
	const left = changes.length - options.limit;
	const rest = left > 0 ? [`… and ${left} more`] : [];
	return `${[head, "", ...table, ...rest].join("\n")}\n`;
}

function bytesChange(before: Held, after: Held): string {
	const grew = formatSigned(after.bytes - before.bytes, "bytes");
	return `${grew} (${fromTo(before.bytes, after.bytes, "bytes")})`;
}

function countChange(before: Held, after: Held): string {
	const grew = formatSigned(after.count - before.count, "count");
	return `${grew} (${fromTo(before.count, after.count, "count")})`;
}

/**
 * The user's own frame next to the leaf, else the leaf; then how it came there.
 * Memory is often allocated by a library on its behalf: that one is named too.
 */
function place({ frames }: StackChange, isHeap: boolean): string {
	const isOwn = (frame: Frame) => frame.origin === "first-party";
	const at = Math.max(0, frames.findIndex(isOwn));
	const frame = frames[at];
	if (!frame) return "(no frames)";
	const callers = frames
		.slice(at + 1)
		.filter((one, row, all) => isOwn(one) || row === all.length - 1)
		.map((one) => plainName(one.function));
	const leaf = isHeap && at > 0 ? frames[0] : undefined;
	const through = leaf ? ` (${plainName(leaf.function)})` : "";
	const shown = `${plainName(frame.function)}${fileLine(frame)}${through}`;
	return [shown, ...shortened(collapsed(callers))].join(" ← ");
}

/** The nearest callers, and what the stack began with. */
function shortened(callers: readonly string[]): readonly string[] {
	return callers.length > 3
		? [...callers.slice(0, 2), "…", ...callers.slice(-1)]
		: callers;
}

/** A function that calls itself is named once, with how often. */
function collapsed(names: readonly string[]): readonly string[] {
	const runs: { readonly name: string; times: number }[] = [];
	for (const name of names) {
		const last = runs.at(-1);
		if (last?.name === name) last.times++;
		else runs.push({ name, times: 1 });
	}
	return runs.map(({ name, times }) =>
		times > 1 ? `${name} ×${times}` : name,
	);
}

function fileLine({ file, line }: Frame): string {
	return file ? ` ${plainName(file)}:${line}` : "";
}
