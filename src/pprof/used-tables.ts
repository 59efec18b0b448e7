import { idsFromOne } from "./int-column.ts";
import type { Functions, Locations, Mappings, StackTables } from "./profile.ts";
import { pickedInts } from "./sample-rows.ts";

/**
 * The tables with only what `stacks`, rows of locations, use, in the order in
 * which they use it; the first mapping stays in any case. `stacks` is rewritten
 * to the new rows.
 */
export function usedTables(
	stacks: Uint32Array,
	{ mappings, locations, functions }: StackTables,
): StackTables {
	const mappingRows = firstUses(mappings.count);
	const functionRows = firstUses(functions.count);
	const locationRows = firstUses(locations.count);
	const { lineStart, lines } = locations;
	const meet = (row: number) => {
		const mapping = locations.mapping[row] as number;
		if (mapping > 0) mappingRows.meet(mapping - 1);
		const to = lineStart[row + 1] as number;
		for (let at = lineStart[row] as number; at < to; at++)
			functionRows.meet(lines.function[at] as number);
		return locationRows.meet(row);
	};
	if (mappings.count > 0) mappingRows.meet(0);
	for (let at = 0; at < stacks.length; at++) {
		const row = stacks[at] as number;
		stacks[at] = (locationRows.numbers[row] || meet(row)) - 1;
	}
	return {
		mappings: pickedMappings(mappings, mappingRows.order()),
		functions: pickedFunctions(functions, functionRows.order()),
		locations: pickedLocations(
			locations,
			locationRows.order(),
			mappingRows.numbers,
			functionRows.numbers,
		),
	};
}

function firstUses(count: number) {
	/** The new number, from 1; 0 = not met. */
	const numbers = new Uint32Array(count);
	const order = new Uint32Array(count);
	let met = 0;
	return {
		numbers,
		/** Gives the row its number unless it has one. */
		meet: (row: number): number => {
			if (numbers[row] === 0) {
				order[met++] = row;
				numbers[row] = met;
			}
			return numbers[row] as number;
		},
		/** The old rows in their new order. */
		order: () => order.subarray(0, met),
	};
}

function pickedMappings(mappings: Mappings, rows: Uint32Array): Mappings {
	return {
		count: rows.length,
		id: idsFromOne(rows.length),
		start: pickedInts(mappings.start, rows),
		limit: pickedInts(mappings.limit, rows),
		offset: pickedInts(mappings.offset, rows),
		file: picked(mappings.file, rows),
		buildId: picked(mappings.buildId, rows),
		has: Uint8Array.from(picked(mappings.has, rows)),
	};
}

function pickedFunctions(functions: Functions, rows: Uint32Array): Functions {
	return {
		count: rows.length,
		id: idsFromOne(rows.length),
		name: picked(functions.name, rows),
		systemName: picked(functions.systemName, rows),
		file: picked(functions.file, rows),
		startLine: pickedInts(functions.startLine, rows),
	};
}

/** `mappingNumbers` and `functionNumbers` are new numbers, from 1. */
function pickedLocations(
	locations: Locations,
	rows: Uint32Array,
	mappingNumbers: Uint32Array,
	functionNumbers: Uint32Array,
): Locations {
	const { lines } = locations;
	const lineStart = new Uint32Array(rows.length + 1);
	const lineRows = new Uint32Array(lines.function.length);
	let length = 0;
	for (let at = 0; at < rows.length; at++) {
		const row = rows[at] as number;
		const to = locations.lineStart[row + 1] as number;
		for (let line = locations.lineStart[row] as number; line < to; line++)
			lineRows[length++] = line;
		lineStart[at + 1] = length;
	}
	const kept = lineRows.subarray(0, length);
	return {
		count: rows.length,
		id: idsFromOne(rows.length),
		mapping: picked(locations.mapping, rows).map((one) =>
			one === 0 ? 0 : (mappingNumbers[one - 1] as number),
		),
		address: pickedInts(locations.address, rows),
		folded: Uint8Array.from(picked(locations.folded, rows)),
		lineStart,
		lines: {
			function: picked(lines.function, kept).map(
				(one) => (functionNumbers[one] as number) - 1,
			),
			line: pickedInts(lines.line, kept),
			column: pickedInts(lines.column, kept),
		},
	};
}

function picked(
	column: Uint32Array | Uint8Array,
	rows: Uint32Array,
): Uint32Array {
	const out = new Uint32Array(rows.length);
	for (let at = 0; at < rows.length; at++)
		out[at] = column[rows[at] as number] as number;
	return out;
}
