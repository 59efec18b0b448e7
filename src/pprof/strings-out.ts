import type { StringTable } from "./profile.ts";

/** The string table of a file that is being written: strings get their row when they are first used. */
export interface StringsOut {
	text(value: string): number;
	/** The new row of a row of the profile's own table. */
	row(row: number): number;
	/** As UTF-8, or the very bytes that a file had; "" comes first. */
	all(): readonly Uint8Array[];
}

export function stringsOut(table: StringTable): StringsOut {
	const encoder = new TextEncoder();
	const out: Uint8Array[] = [];
	const rows = new Uint32Array(table.count);
	const byText = new Map<string, number>();
	const add = (text: string, bytes: Uint8Array) => {
		byText.set(text, out.length);
		return out.push(bytes) - 1;
	};
	const text = (value: string) =>
		byText.get(value) ?? add(value, encoder.encode(value));
	text("");
	return {
		text,
		row: (row) => {
			if (row === 0) return 0;
			const known = rows[row] ?? 0;
			if (known > 0) return known;
			const value = table.at(row);
			// An empty string in another row still makes a label one of text; and
			// different bytes that are not UTF-8 read alike.
			const unlike = value === "" || value.includes("\ufffd");
			const found = unlike
				? out.push(table.bytes(row)) - 1
				: (byText.get(value) ?? add(value, table.bytes(row)));
			rows[row] = found;
			return found;
		},
		all: () => out,
	};
}
