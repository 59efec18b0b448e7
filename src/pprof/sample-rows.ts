import type { IntColumn } from "./int-column.ts";
import type { Profile } from "./profile.ts";

/** The profile with only the samples whose rows are given, in that order. */
export function keptSamples(profile: Profile, rows: Uint32Array): Profile {
	const { samples } = profile;
	const { labels } = samples;
	const width = profile.sampleTypes.length;
	const located = slices(samples.locationStart, rows);
	const labelled = slices(samples.labelStart, rows);
	const valueRows = new Uint32Array(rows.length * width);
	for (let at = 0; at < valueRows.length; at++)
		valueRows[at] = (rows[Math.floor(at / width)] ?? 0) * width + (at % width);
	return {
		...profile,
		samples: {
			count: rows.length,
			locationStart: located.start,
			locations: picked(samples.locations, located.rows),
			values: pickedInts(samples.values, valueRows),
			labelStart: labelled.start,
			labels: {
				key: picked(labels.key, labelled.rows),
				text: picked(labels.text, labelled.rows),
				number: pickedInts(labels.number, labelled.rows),
				unit: picked(labels.unit, labelled.rows),
			},
		},
	};
}

/** The rows that belong to the samples, and where each sample's start in them. */
function slices(
	start: Uint32Array,
	samples: Uint32Array,
): { readonly start: Uint32Array; readonly rows: Uint32Array } {
	const own = new Uint32Array(samples.length + 1);
	for (let at = 0; at < samples.length; at++) {
		const sample = samples[at] ?? 0;
		own[at + 1] =
			(own[at] ?? 0) + (start[sample + 1] ?? 0) - (start[sample] ?? 0);
	}
	const rows = new Uint32Array(own[samples.length] ?? 0);
	for (let at = 0; at < samples.length; at++) {
		const from = start[samples[at] ?? 0] ?? 0;
		const first = own[at] ?? 0;
		const count = (own[at + 1] ?? 0) - first;
		for (let row = 0; row < count; row++) rows[first + row] = from + row;
	}
	return { start: own, rows };
}

function picked(column: Uint32Array, rows: Uint32Array): Uint32Array {
	const out = new Uint32Array(rows.length);
	for (let at = 0; at < rows.length; at++) out[at] = column[rows[at] ?? 0] ?? 0;
	return out;
}

export function pickedInts(column: IntColumn, rows: Uint32Array): IntColumn {
	const numbers = new Float64Array(rows.length);
	const wide = new Map<number, bigint>();
	for (let at = 0; at < rows.length; at++) {
		const row = rows[at] ?? 0;
		numbers[at] = column.numbers[row] ?? 0;
		const exact = column.wide.size > 0 ? column.wide.get(row) : undefined;
		if (exact !== undefined) wide.set(at, exact);
	}
	return { numbers, wide };
}
