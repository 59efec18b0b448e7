import { functionTable } from "./function-table.ts";
import type { Int } from "./int-column.ts";
import { locationTable } from "./location-table.ts";
import { type MappingRow, mappingTable } from "./mapping-table.ts";
import type { StackTables } from "./profile.ts";

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
	build(): StackTables;
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
