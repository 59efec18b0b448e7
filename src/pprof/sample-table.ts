import {
	type GrowingIndices,
	type GrowingInts,
	growingIndices,
	growingInts,
	type Int,
	indexColumn,
	pushIndex,
	pushInt,
} from "./int-column.ts";
import { addInts } from "./ints.ts";

/** Samples that are being collected: those with the same locations and labels become one. */
export interface SampleTable {
	/**
	 * The column of locations with room for `depth` more: those of the next
	 * sample, leaf first, are written to it from `rows.locations.length` on.
	 */
	room(depth: number): Uint32Array;
	/**
	 * Adds the sample whose locations were just written. `labels` is the row of a
	 * set of labels. Values of equal samples are added up as int64.
	 */
	add(depth: number, labels: number, values: readonly Int[]): void;
	readonly rows: SampleRows;
}

export interface SampleRows {
	count: number;
	readonly locationStart: GrowingIndices;
	readonly locations: GrowingIndices;
	readonly labels: GrowingIndices;
	readonly values: GrowingInts;
}

/**
 * `width` is the number of values of each sample; `capacity` and `depths` are
 * guesses at the number of samples and of their locations.
 */
export function sampleTable(
	width: number,
	capacity = 64,
	depths = capacity * 16,
): SampleTable {
	const rows: SampleRows = {
		count: 0,
		locationStart: growingIndices(capacity + 1),
		locations: growingIndices(depths),
		labels: growingIndices(capacity),
		values: growingInts(capacity * width),
	};
	pushIndex(rows.locationStart, 0);
	const hashes = growingIndices(capacity);
	/** The row behind the last that was met: what a second snapshot of a program likely has next. */
	let expected = 0;
	let slots = new Int32Array(slotCount(capacity));

	const isEqual = (row: number, depth: number, labels: number) => {
		if (rows.labels.rows[row] !== labels) return false;
		const from = rows.locationStart.rows[row] as number;
		if ((rows.locationStart.rows[row + 1] as number) - from !== depth)
			return false;
		const { rows: all, length } = rows.locations;
		for (let at = 0; at < depth; at++)
			if (all[from + at] !== all[length + at]) return false;
		return true;
	};
	const addValues = (row: number, added: readonly Int[]) => {
		for (let type = 0; type < width; type++)
			addInt(rows.values, row * width + type, added[type] ?? 0);
	};
	const grow = () => {
		slots = new Int32Array(slots.length * 2);
		const mask = slots.length - 1;
		for (let row = 0; row < rows.count; row++) {
			let slot = (hashes.rows[row] ?? 0) & mask;
			while (slots[slot] !== 0) slot = (slot + 1) & mask;
			slots[slot] = row + 1;
		}
	};

	return {
		rows,
		room: (depth) => roomFor(rows.locations, depth),
		add: (depth, labels, values) => {
			if (expected < rows.count && isEqual(expected, depth, labels)) {
				addValues(expected++, values);
				return;
			}
			const { rows: all, length } = rows.locations;
			const hash = hashOf(all, length, depth, labels);
			const mask = slots.length - 1;
			let slot = hash & mask;
			for (let taken = slots[slot] as number; taken !== 0; ) {
				if (
					hashes.rows[taken - 1] === hash &&
					isEqual(taken - 1, depth, labels)
				) {
					addValues(taken - 1, values);
					expected = taken;
					return;
				}
				slot = (slot + 1) & mask;
				taken = slots[slot] as number;
			}
			slots[slot] = ++rows.count;
			pushIndex(hashes, hash);
			rows.locations.length = length + depth;
			pushIndex(rows.locationStart, rows.locations.length);
			pushIndex(rows.labels, labels);
			for (let type = 0; type < width; type++)
				pushInt(rows.values, values[type] ?? 0);
			if (rows.count * 2 > slots.length) grow();
		},
	};
}

/** The filled parts of the columns. */
export function sampleColumns(rows: SampleRows): {
	readonly locationStart: Uint32Array;
	readonly locations: Uint32Array;
	readonly labels: Uint32Array;
} {
	return {
		locationStart: indexColumn(rows.locationStart),
		locations: indexColumn(rows.locations),
		labels: indexColumn(rows.labels),
	};
}

function roomFor(column: GrowingIndices, count: number): Uint32Array {
	const length = column.length + count;
	if (length > column.rows.length) {
		const larger = new Uint32Array(Math.max(length, column.rows.length * 2));
		larger.set(column.rows.subarray(0, column.length));
		column.rows = larger;
	}
	return column.rows;
}

function addInt(column: GrowingInts, row: number, value: Int): void {
	const sum = addInts(column.wide.get(row) ?? column.numbers[row] ?? 0, value);
	column.numbers[row] = Number(sum);
	if (typeof sum === "bigint") column.wide.set(row, sum);
	else if (column.wide.size > 0) column.wide.delete(row);
}

/** FNV-1a over words, mixed at the end; unsigned. */
function hashOf(
	locations: Uint32Array,
	from: number,
	depth: number,
	labels: number,
): number {
	let hash = Math.imul(0x811c9dc5 ^ labels, 0x01000193);
	for (let at = from; at < from + depth; at++)
		hash = Math.imul(hash ^ (locations[at] as number), 0x01000193);
	hash ^= hash >>> 15;
	hash = Math.imul(hash, 0x2c1b3c6d);
	return (hash ^ (hash >>> 13)) >>> 0;
}

function slotCount(capacity: number): number {
	return 2 ** Math.ceil(Math.log2(Math.max(capacity * 2, 16)));
}
