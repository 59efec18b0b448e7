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
 * it is and where it began. At most `limit` lines; the rest is counted.
 */
export function diffTable(
	change: ProfileChange,
	options: { readonly limit: number },
): string {
	const { unit, before, after, changes } = change;
	const isHeap = unit === "heap";
	const head = isHeap
		? `heap: ${bytesChange(before, after)}, ${countChange(before, after)} objects`
		: `goroutines: ${countChange(before, after)}`;
	if (changes.length === 0) return `${head}\nNo group of stacks changed.\n`;
	const table = columns(
		changes
			.slice(0, options.limit)
			.map((one) => [
				...(isHeap ? [bytesChange(one.before, one.after)] : []),
				countChange(one.before, one.after),
				one.kind,
				place(one),
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

/** The user's own frame next to the leaf, else the leaf; then what the stack began with. */
function place({ frames }: StackChange): string {
	const own =
		frames.find((frame) => frame.origin === "first-party") ?? frames[0];
	const entry = frames.at(-1);
	if (!own || !entry) return "(no frames)";
	const begun = own.key === entry.key ? "" : ` ← ${plainName(entry.function)}`;
	return `${plainName(own.function)}${fileLine(own)}${begun}`;
}

function fileLine({ file, line }: Frame): string {
	return file ? ` ${plainName(file)}:${line}` : "";
}
