import type { StringTable } from "./profile.ts";

/** A string table with more strings behind its own. */
export interface ExtendedStrings {
	/** The row of a text, which may be one that was added before. */
	row(text: string): number;
	readonly table: StringTable;
}

export function extendedStrings(own: StringTable): ExtendedStrings {
	const added: string[] = [];
	const rows = new Map<string, number>([["", 0]]);
	const encoder = new TextEncoder();
	return {
		row: (text) => {
			const known = rows.get(text);
			if (known !== undefined) return known;
			const row = own.count + added.push(text) - 1;
			rows.set(text, row);
			return row;
		},
		table: {
			get count() {
				return own.count + added.length;
			},
			at: (row) =>
				row < own.count ? own.at(row) : (added[row - own.count] ?? ""),
			bytes: (row) =>
				row < own.count
					? own.bytes(row)
					: encoder.encode(added[row - own.count] ?? ""),
		},
	};
}
