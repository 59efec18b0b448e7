import type { Int } from "./int-column.ts";
import { unreadable } from "./unreadable.ts";

/** Finds the row of a table's entry by the id the file gave it. */
export interface IdTable {
	/** The row, or -1. */
	find(id: Int): number;
	/** A Stop when the id is 0 or taken. `offset` is where the entry ends. */
	add(id: Int, row: number, offset: number): void;
}

/** `what` names an entry in problems. Go numbers from 1 up, so an array answers; other ids are looked up. */
export function idTable(what: string, count: number): IdTable {
	const dense = new Int32Array(count + 1);
	const sparse = new Map<Int, number>();
	const find = (id: Int) =>
		typeof id === "number" && id <= count
			? (dense[id] ?? 0) - 1
			: (sparse.get(id) ?? -1);
	return {
		find,
		add: (id, row, offset) => {
			if (id === 0) throw unreadable(`a ${what} has the id 0`, offset);
			if (find(id) >= 0)
				throw unreadable(`two ${what}s have the id ${id}`, offset);
			if (typeof id === "number" && id <= count) dense[id] = row + 1;
			else sparse.set(id, row);
		},
	};
}
