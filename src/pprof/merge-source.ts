import { type Int, intAt } from "./int-column.ts";
import { normalized } from "./ints.ts";
import type { LabelSets } from "./label-sets.ts";
import type { Profile } from "./profile.ts";
import type { StringUnion } from "./string-union.ts";
import type { Tables } from "./tables.ts";

/** Rows of one of the profiles, as rows of the merged one. */
export interface Source {
	mapping(row: number): number;
	location(row: number): number;
	/** What `location` has answered so far; -1 where it was not asked. */
	readonly known: Int32Array;
	labelSet(sample: number): number;
}

export function openSource(
	profile: Profile,
	strings: StringUnion,
	into: Tables,
	sets: LabelSets,
): Source {
	const { of: text } = remembered(profile.strings.count, (row) =>
		strings.rowFrom(profile.strings, row),
	);
	const { mappings, functions, locations } = profile;
	const { of: mapping } = remembered(mappings.count, (row) =>
		into.mapping({
			start: intAt(mappings.start, row),
			limit: intAt(mappings.limit, row),
			offset: intAt(mappings.offset, row),
			file: text(mappings.file[row] ?? 0),
			buildId: text(mappings.buildId[row] ?? 0),
			has: mappings.has[row] ?? 0,
		}),
	);
	const { of: func } = remembered(functions.count, (row) =>
		into.func(
			text(functions.name[row] ?? 0),
			text(functions.systemName[row] ?? 0),
			text(functions.file[row] ?? 0),
			intAt(functions.startLine, row),
		),
	);
	const { of: location, known } = remembered(locations.count, (row) => {
		const own = (locations.mapping[row] ?? 0) - 1;
		const merged = own < 0 ? -1 : mapping(own);
		const address = intAt(locations.address, row);
		const to = locations.lineStart[row + 1] ?? 0;
		for (let line = locations.lineStart[row] ?? 0; line < to; line++)
			into.line(
				func(locations.lines.function[line] ?? 0),
				intAt(locations.lines.line, line),
				intAt(locations.lines.column, line),
			);
		return into.location(
			merged,
			own < 0
				? address
				: moved(
						address,
						intAt(mappings.start, own),
						into.mappingStarts[merged],
					),
			locations.folded[row] ?? 0,
		);
	});
	return {
		mapping,
		location,
		known,
		labelSet: labelSetOf(profile, text, sets),
	};
}

/** Each program run may lie elsewhere in memory: addresses move with their mapping. */
function moved(address: Int, from: Int, to: Int | undefined): Int {
	if (to === undefined || from === to) return address;
	return normalized(
		BigInt.asUintN(64, BigInt(address) - BigInt(from) + BigInt(to)),
	);
}

function labelSetOf(
	{ samples }: Profile,
	text: (row: number) => number,
	sets: LabelSets,
): (sample: number) => number {
	const { labelStart, labels } = samples;
	const label = (row: number) => ({
		key: text(labels.key[row] ?? 0),
		text: text(labels.text[row] ?? 0),
		number: labels.number.wide.get(row) ?? labels.number.numbers[row] ?? 0,
		unit: text(labels.unit[row] ?? 0),
	});
	// Heap profiles have one number a sample, of a few sizes: those are not looked at twice.
	const ofNumber = new Map<number, Map<number, number>>();
	return (sample) => {
		const from = labelStart[sample] ?? 0;
		const to = labelStart[sample + 1] ?? 0;
		if (from === to) return 0;
		const isNumber =
			to - from === 1 && labels.text[from] === 0 && labels.unit[from] === 0;
		if (!isNumber || labels.number.wide.size > 0) {
			const own = [];
			for (let row = from; row < to; row++) own.push(label(row));
			return sets.rowOf(own);
		}
		const key = labels.key[from] ?? 0;
		const number = labels.number.numbers[from] ?? 0;
		const known = ofNumber.get(key) ?? new Map<number, number>();
		if (known.size === 0) ofNumber.set(key, known);
		let set = known.get(number);
		if (set === undefined) {
			set = sets.rowOf([label(from)]);
			known.set(number, set);
		}
		return set;
	};
}

/** Asks for each row once; `known` has -1 for those it was not asked for. */
function remembered(
	count: number,
	rowOf: (row: number) => number,
): { of(row: number): number; readonly known: Int32Array } {
	const known = new Int32Array(count).fill(-1);
	const of = (row: number) => {
		let found = known[row] as number;
		if (found < 0) known[row] = found = rowOf(row);
		return found;
	};
	return { of, known };
}
