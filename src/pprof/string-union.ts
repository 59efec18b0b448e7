import type { StringTable } from "./profile.ts";

/** The strings of several tables, each once by its bytes; row 0 is "". */
export interface StringUnion {
	/** The row of another table's string. */
	rowFrom(table: StringTable, row: number): number;
	text(row: number): string;
	build(): StringTable;
}

/** Strings are not decoded for it: most of a profile's are never shown. */
export function stringUnion(): StringUnion {
	const sources: StringTable[] = [];
	const sourceRows: number[] = [];
	const raw: Uint8Array[] = [];
	const hashes: number[] = [];
	let slots = new Int32Array(1024);
	const add = (
		hash: number,
		bytes: Uint8Array,
		table: StringTable,
		row: number,
	) => {
		hashes.push(hash);
		sources.push(table);
		sourceRows.push(row);
		return raw.push(bytes);
	};
	const grow = () => {
		slots = new Int32Array(slots.length * 2);
		const mask = slots.length - 1;
		for (const [row, hash] of hashes.entries()) {
			let slot = hash & mask;
			while (slots[slot] !== 0) slot = (slot + 1) & mask;
			slots[slot] = row + 1;
		}
	};
	const rowFrom = (table: StringTable, row: number) => {
		const bytes = table.bytes(row);
		const hash = hashOfBytes(bytes);
		const mask = slots.length - 1;
		let slot = hash & mask;
		for (let taken = slots[slot] as number; taken !== 0; ) {
			if (
				hashes[taken - 1] === hash &&
				isSame(raw[taken - 1] as Uint8Array, bytes)
			)
				return taken - 1;
			slot = (slot + 1) & mask;
			taken = slots[slot] as number;
		}
		slots[slot] = add(hash, bytes, table, row);
		if (raw.length * 2 > slots.length) grow();
		return raw.length - 1;
	};
	const text = (row: number) => sources[row]?.at(sourceRows[row] ?? 0) ?? "";
	rowFrom(EMPTY, 0);
	return {
		rowFrom,
		text,
		build: () => ({
			count: raw.length,
			at: text,
			bytes: (row) => raw[row] ?? NO_BYTES,
		}),
	};
}

const NO_BYTES = new Uint8Array(0);
const EMPTY: StringTable = { count: 1, at: () => "", bytes: () => NO_BYTES };

/** FNV-1a. */
function hashOfBytes(bytes: Uint8Array): number {
	let hash = 0x811c9dc5;
	for (let at = 0; at < bytes.length; at++)
		hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
	return hash ^ (hash >>> 15);
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
	if (a.length !== b.length) return false;
	for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
	return true;
}
