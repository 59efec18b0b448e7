import type { GrowingIndices } from "./int-column.ts";
import type { StringTable } from "./profile.ts";
import { unreadable } from "./unreadable.ts";
import { type Reader, readUint } from "./wire.ts";

/**
 * Spans are pairs of first and past-the-last byte. Only what lies between the
 * first and the last string is kept: a file has them together, at its end, and
 * they are a small part of it.
 */
export function stringTable(
	bytes: Uint8Array,
	spans: GrowingIndices,
): StringTable {
	const count = spans.length / 2;
	if (count === 0)
		throw unreadable("it has no string table, which comes last", bytes.length);
	if (spans.rows[0] !== spans.rows[1])
		throw unreadable("the first string is not empty", spans.rows[0] ?? 0);
	const first = spans.rows[0] as number;
	const own = bytes.slice(first, spans.rows[spans.length - 1]);
	const from = (row: number) => (spans.rows[2 * row] as number) - first;
	const to = (row: number) => (spans.rows[2 * row + 1] as number) - first;
	const raw = (row: number) => own.subarray(from(row), to(row));
	const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
	const decoded: (string | undefined)[] = [];
	return {
		count,
		at: (row) => {
			decoded[row] ??= decoder.decode(raw(row));
			return decoded[row];
		},
		bytes: raw,
	};
}

/** Reads a reference to a string: a row of the table. */
export function readString(
	reader: Reader,
	wireType: number,
	strings: StringTable,
): number {
	return checkedString(readUint(reader, wireType), strings, reader.pos);
}

export function checkedString(
	row: number | bigint,
	strings: StringTable,
	offset: number,
): number {
	if (typeof row === "bigint" || row >= strings.count)
		throw unreadable(
			`string ${row} is asked for and there are ${strings.count}`,
			offset,
		);
	return row;
}
