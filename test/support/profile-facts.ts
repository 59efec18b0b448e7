import { exactAt, type IntColumn } from "../../src/pprof/int-column.ts";
import type { Profile } from "../../src/pprof/profile.ts";

/**
 * All a profile says, with row numbers and ids resolved to what they stand for:
 * two profiles with the same facts are the same, however their tables are laid
 * out. Plain JSON; strings are given by their bytes, integers as decimals.
 */
export function profileFacts(profile: Profile) {
	const { samples, mappings, locations, functions, strings } = profile;
	const text = (row: number | undefined) =>
		Buffer.from(strings.bytes(row ?? 0)).toString("latin1");
	const at = (column: IntColumn, row: number) => `${exactAt(column, row)}`;
	const mapping = (row: number) => [
		at(mappings.id, row),
		at(mappings.start, row),
		at(mappings.limit, row),
		at(mappings.offset, row),
		text(mappings.file[row]),
		text(mappings.buildId[row]),
		mappings.has[row],
	];
	const func = (row: number) => [
		at(functions.id, row),
		text(functions.name[row]),
		text(functions.systemName[row]),
		text(functions.file[row]),
		at(functions.startLine, row),
	];
	const location = (row: number) => [
		at(locations.id, row),
		locations.mapping[row],
		at(locations.address, row),
		locations.folded[row],
		range(locations.lineStart, row).map((line) => [
			locations.lines.function[line],
			at(locations.lines.line, line),
			at(locations.lines.column, line),
		]),
	];
	const label = (row: number) => [
		text(samples.labels.key[row]),
		(samples.labels.text[row] ?? 0) > 0,
		text(samples.labels.text[row]),
		at(samples.labels.number, row),
		text(samples.labels.unit[row]),
	];
	const width = profile.sampleTypes.length;
	const sample = (row: number) => [
		range(samples.locationStart, row).map((one) => samples.locations[one]),
		Array.from({ length: width }, (_, type) =>
			at(samples.values, row * width + type),
		),
		range(samples.labelStart, row).map(label),
	];
	return {
		header: {
			sampleTypes: profile.sampleTypes,
			dropFrames: profile.dropFrames,
			keepFrames: profile.keepFrames,
			timeNanos: `${profile.timeNanos}`,
			durationNanos: `${profile.durationNanos}`,
			periodType: profile.periodType,
			period: `${profile.period}`,
			comments: profile.comments,
			defaultSampleType: profile.defaultSampleType,
			docUrl: profile.docUrl,
		},
		mappings: rows(mappings.count).map(mapping),
		functions: rows(functions.count).map(func),
		locations: rows(locations.count).map(location),
		samples: rows(samples.count).map(sample),
	};
}

function rows(count: number): readonly number[] {
	return Array.from({ length: count }, (_, row) => row);
}

/** The rows that belong to `row` in a table of starts. */
function range(starts: Uint32Array, row: number): readonly number[] {
	const from = starts[row] ?? 0;
	return rows((starts[row + 1] ?? from) - from).map((one) => from + one);
}
