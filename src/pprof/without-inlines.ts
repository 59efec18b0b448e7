import { withLines } from "./edit-lines.ts";
import type { Profile } from "./profile.ts";

/** The profile with only the outermost call at each location and without columns: pprof's -noinlines of raw and proto. */
export function withoutInlines(profile: Profile): Profile {
	const outermost = withLines(profile, (_, lines) => lines.slice(-1));
	const { locations, mappings } = outermost;
	const { line, function: func } = locations.lines;
	const column = {
		numbers: new Float64Array(func.length),
		wide: new Map<number, bigint>(),
	};
	return {
		...outermost,
		locations: { ...locations, lines: { function: func, line, column } },
		mappings: { ...mappings, has: mappings.has.map((bits) => bits & 7) },
	};
}
