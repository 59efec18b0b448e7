import { growingIndices, indexColumn, pushIndex } from "./int-column.ts";
import type { Profile } from "./profile.ts";
import { pickedInts } from "./sample-rows.ts";

/**
 * The profile with other lines at its locations: `pick` gets a location and the
 * rows of its lines (the innermost call first) and gives those to keep.
 */
export function withLines(
	profile: Profile,
	pick: (location: number, lines: readonly number[]) => readonly number[],
): Profile {
	const { locations } = profile;
	const lineStart = new Uint32Array(locations.count + 1);
	const kept = growingIndices(locations.lines.function.length);
	for (let location = 0; location < locations.count; location++) {
		const own = lineRows(profile, location);
		for (const row of pick(location, own)) pushIndex(kept, row);
		lineStart[location + 1] = kept.length;
	}
	if (kept.length === locations.lines.function.length) return profile;
	const rows = indexColumn(kept);
	return {
		...profile,
		locations: {
			...locations,
			lineStart,
			lines: {
				function: rows.map((row) => locations.lines.function[row] ?? 0),
				line: pickedInts(locations.lines.line, rows),
				column: pickedInts(locations.lines.column, rows),
			},
		},
	};
}

/** The rows of a location's lines. */
export function lineRows(
	{ locations }: Profile,
	location: number,
): readonly number[] {
	const from = locations.lineStart[location] ?? 0;
	const count = (locations.lineStart[location + 1] ?? 0) - from;
	return Array.from({ length: count }, (_, at) => from + at);
}
