import { type GrowingInts, intColumn } from "./int-column.ts";
import type { Samples, StackTables } from "./profile.ts";
import { type SampleRows, sampleColumns } from "./sample-table.ts";
import { usedTables } from "./used-tables.ts";

export interface CompactStacks extends StackTables {
	readonly samples: Omit<Samples, "labelStart" | "labels">;
	/** For each sample the row of its set of labels. */
	readonly sets: Uint32Array;
}

/**
 * The samples without those whose `width` values are all 0, and the tables
 * without what only those used: in the order in which the others use them, as
 * after pprof's second merge, and the first mapping in any case. The answer
 * takes over the columns of `rows`: a second set of them is what most memory
 * would go to.
 */
export function compacted(
	rows: SampleRows,
	tables: StackTables,
	width: number,
): CompactStacks {
	const before = rows.count;
	dropZeros(rows, width);
	const { labels: sets, ...stacks } = sampleColumns(rows);
	const values = intColumn(rows.values);
	const used =
		rows.count === before ? tables : usedTables(stacks.locations, tables);
	return { ...used, samples: { count: rows.count, ...stacks, values }, sets };
}

/** Moves the samples that have a value up into the places of those that have none. */
function dropZeros(rows: SampleRows, width: number): void {
	const { locationStart, locations, labels, values } = rows;
	let kept = 0;
	let length = 0;
	let from = 0;
	for (let row = 0; row < rows.count; row++) {
		const to = locationStart.rows[row + 1] as number;
		if (hasValue(values, row * width, width)) {
			if (kept < row) {
				locations.rows.copyWithin(length, from, to);
				labels.rows[kept] = labels.rows[row] as number;
				moveInts(values, kept * width, row * width, width);
			}
			length += to - from;
			locationStart.rows[++kept] = length;
		}
		from = to;
	}
	rows.count = labels.length = kept;
	locations.length = length;
	locationStart.length = kept + 1;
	values.length = kept * width;
}

function hasValue(
	{ numbers }: GrowingInts,
	from: number,
	count: number,
): boolean {
	for (let at = from; at < from + count; at++)
		if (numbers[at] !== 0) return true;
	return false;
}

function moveInts(
	{ numbers, wide }: GrowingInts,
	to: number,
	from: number,
	count: number,
): void {
	for (let at = 0; at < count; at++) {
		numbers[to + at] = numbers[from + at] as number;
		const exact = wide.size > 0 ? wide.get(from + at) : undefined;
		if (exact === undefined) continue;
		wide.delete(from + at);
		wide.set(to + at, exact);
	}
}
