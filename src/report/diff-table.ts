import { formatSigned } from "../model/quantity.ts";
import type { Held, ProfileChange } from "../model/stack-change.ts";
import { fromTo } from "./amounts.ts";
import { columns } from "./columns.ts";
import { stackPlace } from "./stack-place.ts";

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
				stackPlace(one.frames, isHeap),
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
