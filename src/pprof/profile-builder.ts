import type { Int } from "./int-column.ts";
import { intColumn } from "./int-column.ts";
import { type Label, labelSets } from "./label-sets.ts";
import type { Profile, ValueType } from "./profile.ts";
import { sampleColumns, sampleTable } from "./sample-table.ts";
import { stringInterner } from "./string-interner.ts";
import { tables } from "./tables.ts";

/** What a profile says of itself; see Profile for meanings and units. */
export interface ProfileHeader {
	readonly sampleTypes: readonly ValueType[];
	readonly periodType?: ValueType;
	readonly period?: bigint;
	readonly timeNanos?: bigint;
	readonly durationNanos?: bigint;
	readonly comments?: readonly string[];
	readonly defaultSampleType?: string;
	readonly dropFrames?: string;
	readonly keepFrames?: string;
	readonly docUrl?: string;
}

export interface MappingFields {
	readonly start?: Int;
	readonly limit?: Int;
	readonly offset?: Int;
	readonly file?: string;
	readonly buildId?: string;
	/** Bits: 1 has functions, 2 file names, 4 line numbers, 8 inline frames. */
	readonly has?: number;
}

export interface FunctionFields {
	readonly name: string;
	readonly systemName: string;
	readonly file: string;
	readonly startLine: Int;
}

export interface LocationFields {
	/** Row of a mapping, -1 = none. */
	readonly mapping: number;
	/** uint64, in the address space of that mapping. */
	readonly address: Int;
	/** The innermost inlined call first; `func` is the row of a function. */
	readonly lines: readonly {
		readonly func: number;
		readonly line: Int;
		readonly column: Int;
	}[];
	readonly folded: boolean;
}

/** Makes a Profile row by row. What is equal by pprof's rules (profile/merge.go) is one row. */
export interface ProfileBuilder {
	mapping(fields: MappingFields): number;
	func(fields: FunctionFields): number;
	location(fields: LocationFields): number;
	/** `locations` are rows, leaf first; there is one value for each sample type. Values of equal samples are added up. */
	sample(
		locations: readonly number[],
		values: readonly Int[],
		labels: readonly Label[],
	): void;
	/** The profile so far; samples whose values add up to 0 are still in it. */
	build(): Profile;
}

export function profileBuilder(header: ProfileHeader): ProfileBuilder {
	const strings = stringInterner();
	const labels = labelSets(strings);
	const samples = sampleTable(header.sampleTypes.length);
	const rows = tables();
	return {
		mapping: (fields) =>
			rows.mapping({
				start: fields.start ?? 0,
				limit: fields.limit ?? 0,
				offset: fields.offset ?? 0,
				file: strings.row(fields.file ?? ""),
				buildId: strings.row(fields.buildId ?? ""),
				has: fields.has ?? 0,
			}),
		func: ({ name, systemName, file, startLine }) =>
			rows.func(
				strings.row(name),
				strings.row(systemName),
				strings.row(file),
				startLine,
			),
		location: ({ mapping, address, lines, folded }) => {
			for (const { func, line, column } of lines) rows.line(func, line, column);
			return rows.location(mapping, address, Number(folded));
		},
		sample: (locations, values, own) => {
			const set = labels.rowOf(
				own.map((label) => {
					const key = strings.row(label.key);
					return "text" in label
						? { key, text: strings.row(label.text), number: 0, unit: 0 }
						: {
								key,
								text: 0,
								number: label.number,
								unit: strings.row(label.unit),
							};
				}),
			);
			const { length } = samples.rows.locations;
			samples.room(locations.length).set(locations, length);
			samples.add(locations.length, set, values);
		},
		build: () => {
			const { labels: sets, ...stacks } = sampleColumns(samples.rows);
			return {
				sampleTypes: header.sampleTypes,
				...rows.build(),
				samples: {
					count: samples.rows.count,
					...stacks,
					values: intColumn(samples.rows.values),
					...labels.expand(sets),
				},
				strings: strings.build(),
				dropFrames: header.dropFrames ?? "",
				keepFrames: header.keepFrames ?? "",
				timeNanos: header.timeNanos ?? 0n,
				durationNanos: header.durationNanos ?? 0n,
				periodType: header.periodType ?? { type: "", unit: "" },
				period: header.period ?? 0n,
				comments: header.comments ?? [],
				defaultSampleType: header.defaultSampleType ?? "",
				docUrl: header.docUrl ?? "",
			};
		},
	};
}
