import type { StringTable } from "./profile.ts";

/** A string table that is being filled; row 0 is "". */
export interface StringInterner {
	/** The row of the text. */
	row(text: string): number;
	/** The row of another table's string, with its very bytes, also where they are not UTF-8. */
	rowFrom(table: StringTable, row: number): number;
	text(row: number): string;
	build(): StringTable;
}

export function stringInterner(): StringInterner {
	const texts: string[] = [""];
	const raw: (Uint8Array | undefined)[] = [new Uint8Array(0)];
	const rows = new Map<string, number>([["", 0]]);
	const encoder = new TextEncoder();
	const add = (key: string, text: string, bytes?: Uint8Array) => {
		const known = rows.get(key);
		if (known !== undefined) return known;
		const row = texts.push(text) - 1;
		raw.push(bytes);
		rows.set(key, row);
		return row;
	};
	return {
		row: (text) => add(text, text),
		rowFrom: (table, row) => {
			const text = table.at(row);
			if (!text.includes("\ufffd")) return add(text, text);
			// Different broken bytes read alike: the bytes are the key, after a
			// character that no decoded text has.
			const bytes = table.bytes(row);
			return add(`\ud800${bytes.join(" ")}`, text, bytes);
		},
		text: (row) => texts[row] ?? "",
		build: () => ({
			count: texts.length,
			at: (row) => texts[row] ?? "",
			bytes: (row) => {
				raw[row] ??= encoder.encode(texts[row] ?? "");
				return raw[row];
			},
		}),
	};
}
