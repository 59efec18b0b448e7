/**
 * A column of int64 or uint64. `numbers[i]` is the value; where a double cannot
 * hold it (beyond ±(2⁵³−1)) it is the nearest double, and `wide` has the value itself.
 */
export interface IntColumn {
	readonly numbers: Float64Array;
	readonly wide: ReadonlyMap<number, bigint>;
}

/** An int64 or uint64 as it was read: a bigint only where a number would not be exact. */
export type Int = number | bigint;

/** The exact value in row `row`. */
export function exactAt(column: IntColumn, row: number): bigint {
	return column.wide.get(row) ?? BigInt(column.numbers[row] ?? 0);
}

/** The value in row `row`; there must be one. */
export function intAt(column: IntColumn, row: number): Int {
	const number = column.numbers[row] as number;
	if (column.wide.size === 0) return number;
	return column.wide.get(row) ?? number;
}

/** 1 and up. */
export function idsFromOne(count: number): IntColumn {
	const numbers = new Float64Array(count);
	for (let row = 0; row < count; row++) numbers[row] = row + 1;
	return { numbers, wide: new Map() };
}

/** An IntColumn that is being filled. */
export interface GrowingInts {
	numbers: Float64Array;
	readonly wide: Map<number, bigint>;
	length: number;
}

/** `capacity` is a guess: the column grows by doubling. */
export function growingInts(capacity: number): GrowingInts {
	return {
		numbers: new Float64Array(Math.max(capacity, 4)),
		wide: new Map(),
		length: 0,
	};
}

export function pushInt(column: GrowingInts, value: Int): void {
	if (column.length === column.numbers.length) {
		const larger = new Float64Array(column.length * 2);
		larger.set(column.numbers);
		column.numbers = larger;
	}
	if (typeof value === "number") {
		column.numbers[column.length++] = value;
	} else {
		column.wide.set(column.length, value);
		column.numbers[column.length++] = Number(value);
	}
}

/** The filled part, not a copy of it: a column is done when it is asked for. */
export function intColumn(column: GrowingInts): IntColumn {
	return {
		numbers: column.numbers.subarray(0, column.length),
		wide: column.wide,
	};
}

/** Indices into a table, row after row, while they are being filled. */
export interface GrowingIndices {
	rows: Uint32Array;
	length: number;
}

export function growingIndices(capacity: number): GrowingIndices {
	return { rows: new Uint32Array(Math.max(capacity, 4)), length: 0 };
}

export function pushIndex(column: GrowingIndices, value: number): void {
	if (column.length === column.rows.length) {
		const larger = new Uint32Array(column.length * 2);
		larger.set(column.rows);
		column.rows = larger;
	}
	column.rows[column.length++] = value;
}

/** The filled part, not a copy of it. */
export function indexColumn(column: GrowingIndices): Uint32Array {
	return column.rows.subarray(0, column.length);
}
