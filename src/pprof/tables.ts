import {
	growingIndices,
	growingInts,
	type Int,
	indexColumn,
	intColumn,
	pushIndex,
	pushInt,
} from "./int-column.ts";
import type { Functions, Locations, Mappings } from "./profile.ts";
import { tupleTable } from "./tuple-table.ts";

/**
 * The mappings, functions and locations of a profile that is being made. Texts
 * are rows of its string table. What is equal by pprof's keys (profile/merge.go)
 * is one row.
 */
export interface Tables {
	mapping(fields: MappingRow): number;
	func(name: number, systemName: number, file: number, startLine: Int): number;
	/** The next line of a location, the innermost first; `func` is the row of a function. */
	line(func: number, line: Int, column: Int): void;
	/** The location with the lines that were given since the last one. `mapping` is a row or -1. */
	location(mapping: number, address: Int, folded: number): number;
	readonly mappingStarts: readonly Int[];
	build(): {
		mappings: Mappings;
		functions: Functions;
		locations: Locations;
	};
}

export interface MappingRow {
	readonly start: Int;
	readonly limit: Int;
	readonly offset: Int;
	readonly file: number;
	readonly buildId: number;
	readonly has: number;
}

export function tables(): Tables {
	const mappings = mappingTable();
	const functions = functionTable();
	const locations = locationTable();
	return {
		mapping: mappings.row,
		func: functions.row,
		line: locations.line,
		location: locations.row,
		mappingStarts: mappings.starts,
		build: () => ({
			mappings: mappings.build(),
			functions: functions.build(),
			locations: locations.build(),
		}),
	};
}

function mappingTable() {
	const byKey = new Map<string, number>();
	const starts: Int[] = [];
	const start = growingInts(4);
	const limit = growingInts(4);
	const offset = growingInts(4);
	const file = growingIndices(4);
	const buildId = growingIndices(4);
	const has = growingIndices(4);
	return {
		starts,
		row: (own: MappingRow) => {
			// Sizes differ by less than a page between equal mappings.
			const size = BigInt(own.limit) - BigInt(own.start) + 0xfffn;
			const pages = BigInt.asUintN(64, size) >> 12n;
			const name = own.buildId || own.file;
			return rowOf(byKey, `${pages} ${own.offset} ${name}`, () => {
				starts.push(own.start);
				pushInt(start, own.start);
				pushInt(limit, own.limit);
				pushInt(offset, own.offset);
				pushIndex(file, own.file);
				pushIndex(buildId, own.buildId);
				pushIndex(has, own.has);
			});
		},
		build: (): Mappings => ({
			count: byKey.size,
			id: idsFromOne(byKey.size),
			start: intColumn(start),
			limit: intColumn(limit),
			offset: intColumn(offset),
			file: indexColumn(file),
			buildId: indexColumn(buildId),
			has: Uint8Array.from(indexColumn(has)),
		}),
	};
}

function functionTable() {
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

function locationTable() {
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

function rowOf(
	byKey: Map<string, number>,
	key: string,
	push: () => void,
): number {
	const known = byKey.get(key);
	if (known !== undefined) return known;
	push();
	byKey.set(key, byKey.size);
	return byKey.size - 1;
}

export function idsFromOne(count: number): Locations["id"] {
	const numbers = new Float64Array(count);
	for (let row = 0; row < count; row++) numbers[row] = row + 1;
	return { numbers, wide: new Map() };
}
