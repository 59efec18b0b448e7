import { type GrowingInts, type IntColumn, intColumn } from "./int-column.ts";
import type { Functions, Locations, Mappings, Samples } from "./profile.ts";
import { pickedInts } from "./sample-rows.ts";
import { type SampleRows, sampleColumns } from "./sample-table.ts";
import { idsFromOne } from "./tables.ts";

/** What the samples of a profile stand on. */
export interface StackTables {
	readonly mappings: Mappings;
	readonly locations: Locations;
	readonly functions: Functions;
}

export interface CompactStacks extends StackTables {
	readonly samples: Omit<Samples, "labelStart" | "labels">;
	/** For each sample the row of its set of labels. */
	readonly sets: Uint32Array;
}

/**
 * The samples without those whose `width` values are all 0, and the tables
 * without what only those used: in the order in which the others use them, as
 * after pprof's second merge, and the first mapping in any case.
 */
export function compacted(
	rows: SampleRows,
	tables: StackTables,
	width: number,
): CompactStacks {
	const kept = nonZeroRows(rows, width);
	if (kept.length === rows.count) {
		const { labels: sets, ...stacks } = sampleColumns(rows);
		const values = intColumn(rows.values);
		return {
			...tables,
			samples: { count: rows.count, ...stacks, values },
			sets,
		};
	}
	const used = numbering(tables);
	const starts = rows.locationStart.rows;
	const old = rows.locations.rows;
	const locationStart = new Uint32Array(kept.length + 1);
	for (let at = 0; at < kept.length; at++) {
		const row = kept[at] as number;
		const depth = (starts[row + 1] as number) - (starts[row] as number);
		locationStart[at + 1] = (locationStart[at] as number) + depth;
	}
	const locations = new Uint32Array(locationStart[kept.length] as number);
	const sets = new Uint32Array(kept.length);
	let next = 0;
	for (let at = 0; at < kept.length; at++) {
		const row = kept[at] as number;
		sets[at] = rows.labels.rows[row] as number;
		const to = starts[row + 1] as number;
		for (let from = starts[row] as number; from < to; from++)
			locations[next++] = used.location(old[from] as number);
	}
	return {
		...used.tables(),
		samples: {
			count: kept.length,
			locationStart,
			locations,
			values: keptValues(rows.values, kept, width),
		},
		sets,
	};
}

function nonZeroRows(
	{ count, values }: SampleRows,
	width: number,
): Uint32Array {
	const { numbers } = values;
	const kept = new Uint32Array(count);
	let length = 0;
	for (let row = 0; row < count; row++) {
		let at = row * width;
		const end = at + width;
		while (at < end && numbers[at] === 0) at++;
		if (at < end) kept[length++] = row;
	}
	return kept.subarray(0, length);
}

function keptValues(
	values: GrowingInts,
	kept: Uint32Array,
	width: number,
): IntColumn {
	const numbers = new Float64Array(kept.length * width);
	const wide = new Map<number, bigint>();
	for (let at = 0; at < numbers.length; at++) {
		const from =
			(kept[Math.floor(at / width)] as number) * width + (at % width);
		numbers[at] = values.numbers[from] as number;
		const exact = values.wide.size > 0 ? values.wide.get(from) : undefined;
		if (exact !== undefined) wide.set(at, exact);
	}
	return { numbers, wide };
}

/** Numbers the rows of the tables in the order in which they are asked for. */
function numbering({ mappings, locations, functions }: StackTables) {
	const mappingRows = firstUses(mappings.count);
	const functionRows = firstUses(functions.count);
	const locationRows = firstUses(locations.count);
	if (mappings.count > 0) mappingRows.numberOf(0);
	const { lineStart, lines } = locations;
	const meet = (row: number) => {
		const mapping = locations.mapping[row] ?? 0;
		if (mapping > 0) mappingRows.numberOf(mapping - 1);
		const to = lineStart[row + 1] as number;
		for (let at = lineStart[row] as number; at < to; at++)
			functionRows.numberOf(lines.function[at] as number);
	};
	return {
		location: (row: number): number => {
			const known = locationRows.numbers[row] as number;
			if (known !== 0) return known - 1;
			meet(row);
			return locationRows.numberOf(row);
		},
		tables: (): StackTables => ({
			mappings: pickedMappings(mappings, mappingRows.order()),
			functions: pickedFunctions(functions, functionRows.order()),
			locations: pickedLocations(
				locations,
				locationRows.order(),
				mappingRows.numbers,
				functionRows.numbers,
			),
		}),
	};
}

function firstUses(count: number) {
	/** The new number plus one, 0 = not met. */
	const numbers = new Uint32Array(count);
	const order = new Uint32Array(count);
	let met = 0;
	return {
		numbers,
		numberOf: (row: number): number => {
			const known = numbers[row] as number;
			if (known !== 0) return known - 1;
			order[met++] = row;
			numbers[row] = met;
			return met - 1;
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
		has: Uint8Array.from(rows, (row) => mappings.has[row] ?? 0),
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

/** `mappingNumbers` and `functionNumbers` are new numbers plus one. */
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
		folded: Uint8Array.from(rows, (row) => locations.folded[row] ?? 0),
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

function picked(column: Uint32Array, rows: Uint32Array): Uint32Array {
	const out = new Uint32Array(rows.length);
	for (let at = 0; at < rows.length; at++)
		out[at] = column[rows[at] as number] as number;
	return out;
}
