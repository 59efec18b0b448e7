import { growingIndices, pushIndex } from "./int-column.ts";
import type { StringTable } from "./profile.ts";

/** The strings of several tables, each once by its bytes; row 0 is "". */
export interface StringUnion {
	/** The row of another table's string. */
	rowFrom(table: StringTable, row: number): number;
	text(row: number): string;
	build(): StringTable;
}

/**
 * Strings are not decoded for it, and their bytes are copied one after another:
 * a view of each would be an object that lives as long as the profile.
 */
export function stringUnion(): StringUnion {
	let all = new Uint8Array(4096);
	/** String i is bytes `ends[i]` up to `ends[i + 1]`. */
	const ends = growingIndices(1024);
	const hashes = growingIndices(1024);
	const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
	const decoded: (string | undefined)[] = [];
	let slots = new Int32Array(1024);
	const raw = (row: number) => all.subarray(ends.rows[row], ends.rows[row + 1]);
	const text = (row: number) => {
		decoded[row] ??= decoder.decode(raw(row));
		return decoded[row];
	};
	const add = (hash: number, bytes: Uint8Array) => {
		const from = ends.rows[hashes.length] as number;
		if (from + bytes.length > all.length) {
			const larger = new Uint8Array(2 * all.length + bytes.length);
			larger.set(all);
			all = larger;
		}
		all.set(bytes, from);
		pushIndex(ends, from + bytes.length);
		pushIndex(hashes, hash);
		return hashes.length;
	};
	const isEqual = (row: number, hash: number, bytes: Uint8Array) => {
		if (hashes.rows[row] !== hash) return false;
		const from = ends.rows[row] as number;
		if ((ends.rows[row + 1] as number) - from !== bytes.length) return false;
		for (let at = 0; at < bytes.length; at++)
			if (all[from + at] !== bytes[at]) return false;
		return true;
	};
	const grow = () => {
		slots = new Int32Array(slots.length * 2);
		const mask = slots.length - 1;
		for (let row = 0; row < hashes.length; row++) {
			let slot = (hashes.rows[row] as number) & mask;
			while (slots[slot] !== 0) slot = (slot + 1) & mask;
			slots[slot] = row + 1;
		}
	};
	const rowOf = (bytes: Uint8Array) => {
		const hash = hashOfBytes(bytes);
		const mask = slots.length - 1;
		let slot = hash & mask;
		for (let taken = slots[slot] as number; taken !== 0; ) {
			if (isEqual(taken - 1, hash, bytes)) return taken - 1;
			slot = (slot + 1) & mask;
			taken = slots[slot] as number;
		}
		const count = add(hash, bytes);
		slots[slot] = count;
		if (count * 2 > slots.length) grow();
		return count - 1;
	};
	pushIndex(ends, 0);
	rowOf(new Uint8Array(0));
	return {
		rowFrom: (table, row) => rowOf(table.bytes(row)),
		text,
		build: () => ({ count: hashes.length, at: text, bytes: raw }),
	};
}

/** FNV-1a, unsigned. */
function hashOfBytes(bytes: Uint8Array): number {
	let hash = 0x811c9dc5;
	for (let at = 0; at < bytes.length; at++)
		hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
	return (hash ^ (hash >>> 15)) >>> 0;
}
