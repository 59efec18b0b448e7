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
import type { Functions } from "./profile.ts";
import { tupleTable } from "./tuple-table.ts";

/** Functions that are being collected, each once. */
export function functionTable() {
	const keys = tupleTable();
	const name = growingIndices(64);
	const systemName = growingIndices(64);
	const file = growingIndices(64);
	const startLine = growingInts(64);
	return {
		row: (ownName: number, system: number, ownFile: number, line: Int) => {
			keys.start();
			keys.put(ownName);
			keys.put(system);
			keys.put(ownFile);
			keys.putInt(line);
			const row = keys.row();
			if (!keys.isNew) return row;
			pushIndex(name, ownName);
			pushIndex(systemName, system);
			pushIndex(file, ownFile);
			pushInt(startLine, line);
			return row;
		},
		build: (): Functions => ({
			count: keys.count,
			id: idsFromOne(keys.count),
			name: indexColumn(name),
			systemName: indexColumn(systemName),
			file: indexColumn(file),
			startLine: intColumn(startLine),
		}),
	};
}
