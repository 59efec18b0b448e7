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
	 * Adds a sample of the first `depth` of `locations`, leaf first. `labels` is
	 * the row of a set of labels. Values of equal samples are added up as int64.
	 */
	add(
		locations: ArrayLike<number>,
		depth: number,
		labels: number,
		values: readonly Int[],
	): void;
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
	let slots = new Int32Array(slotCount(capacity));

	const isEqual = (
		row: number,
		locations: ArrayLike<number>,
		depth: number,
		labels: number,
	) => {
		if (rows.labels.rows[row] !== labels) return false;
		const from = rows.locationStart.rows[row] ?? 0;
		if ((rows.locationStart.rows[row + 1] ?? 0) - from !== depth) return false;
		const known = rows.locations.rows;
		for (let at = 0; at < depth; at++)
			if (known[from + at] !== locations[at]) return false;
		return true;
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
		add: (locations, depth, labels, values) => {
			const hash = hashOf(locations, depth, labels);
			const mask = slots.length - 1;
			let slot = hash & mask;
			for (let taken = slots[slot] ?? 0; taken !== 0; ) {
				if (
					hashes.rows[taken - 1] === hash &&
					isEqual(taken - 1, locations, depth, labels)
				) {
					for (let type = 0; type < width; type++)
						addInt(rows.values, (taken - 1) * width + type, values[type] ?? 0);
					return;
				}
				slot = (slot + 1) & mask;
				taken = slots[slot] ?? 0;
			}
			slots[slot] = ++rows.count;
			pushIndex(hashes, hash);
			pushIndices(rows.locations, locations, depth);
			pushIndex(rows.locationStart, rows.locations.length);
			pushIndex(rows.labels, labels);
			for (let type = 0; type < width; type++)
				pushInt(rows.values, values[type] ?? 0);
			if (rows.count * 2 > slots.length) grow();
		},
	};
}

/** The columns without spare room. */
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

/** Room is made once for all of them. */
function pushIndices(
	column: GrowingIndices,
	values: ArrayLike<number>,
	count: number,
): void {
	const length = column.length + count;
	if (length > column.rows.length) {
		const larger = new Uint32Array(Math.max(length, column.rows.length * 2));
		larger.set(column.rows.subarray(0, column.length));
		column.rows = larger;
	}
	const { rows } = column;
	for (let at = 0; at < count; at++)
		rows[column.length + at] = values[at] as number;
	column.length = length;
}

function addInt(column: GrowingInts, row: number, value: Int): void {
	const sum = addInts(column.wide.get(row) ?? column.numbers[row] ?? 0, value);
	column.numbers[row] = Number(sum);
	if (typeof sum === "bigint") column.wide.set(row, sum);
	else if (column.wide.size > 0) column.wide.delete(row);
}

/** FNV-1a over words, mixed at the end; unsigned. */
function hashOf(
	locations: ArrayLike<number>,
	depth: number,
	labels: number,
): number {
	let hash = Math.imul(0x811c9dc5 ^ labels, 0x01000193);
	for (let at = 0; at < depth; at++)
		hash = Math.imul(hash ^ (locations[at] ?? 0), 0x01000193);
	hash ^= hash >>> 15;
	hash = Math.imul(hash, 0x2c1b3c6d);
	return (hash ^ (hash >>> 13)) >>> 0;
}

function slotCount(capacity: number): number {
	return 2 ** Math.ceil(Math.log2(Math.max(capacity * 2, 16)));
}
