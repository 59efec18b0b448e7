import {
	growingIndices,
	growingInts,
	type Int,
	idsFromOne,
	indexColumn,
	intColumn,
	pushIndex,
	pushInt,
} from "./int-column.ts";
import type { Locations } from "./profile.ts";
import { tupleTable } from "./tuple-table.ts";

/** Locations that are being collected, each once by pprof's key. */
export function locationTable() {
	const keys = tupleTable();
	const mapping = growingIndices(64);
	const address = growingInts(64);
	const folded = growingIndices(64);
	const lineStart = growingIndices(64);
	const func = growingIndices(64);
	const line = growingInts(64);
	const column = growingInts(64);
	pushIndex(lineStart, 0);
	// Lines of the location that is being made, used again for each.
	const own = { func: [] as number[], line: [] as Int[], column: [] as Int[] };
	let lines = 0;
	return {
		line: (ownFunc: number, ownLine: Int, ownColumn: Int) => {
			if (lines === 0) keys.start();
			keys.put(ownFunc);
			keys.putInt(ownLine);
			own.func[lines] = ownFunc;
			own.line[lines] = ownLine;
			own.column[lines++] = ownColumn;
		},
		row: (ownMapping: number, ownAddress: Int, ownFolded: number) => {
			// As in pprof's key, the column counts for the outermost call only. Rows
			// of one mapping share its start, so the address itself is as good a key
			// as pprof's distance from it.
			if (lines === 0) keys.start();
			else keys.putInt(own.column[lines - 1] ?? 0);
			keys.put(ownMapping + 1);
			keys.putInt(ownAddress);
			keys.put(ownFolded);
			const row = keys.row();
			const count = lines;
			lines = 0;
			if (!keys.isNew) return row;
			for (let at = 0; at < count; at++) {
				pushIndex(func, own.func[at] ?? 0);
				pushInt(line, own.line[at] ?? 0);
				pushInt(column, own.column[at] ?? 0);
			}
			pushIndex(lineStart, func.length);
			pushIndex(mapping, ownMapping + 1);
			pushInt(address, ownAddress);
			pushIndex(folded, ownFolded);
			return row;
		},
		build: (): Locations => ({
			count: keys.count,
			id: idsFromOne(keys.count),
			mapping: indexColumn(mapping),
			address: intColumn(address),
			folded: Uint8Array.from(indexColumn(folded)),
			lineStart: indexColumn(lineStart),
			lines: {
				function: indexColumn(func),
				line: intColumn(line),
				column: intColumn(column),
			},
		}),
	};
}
