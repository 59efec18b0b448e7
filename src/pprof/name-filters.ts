import { lineRows, withLines } from "./edit-lines.ts";
import { withStacks } from "./edit-stacks.ts";
import type { Profile } from "./profile.ts";
import type { Matcher } from "./re2/match.ts";

/** What of the stacks is wanted, by the name of a function, of its file or of its mapping's file. */
export interface NameFilters {
	/** Only samples that have such a frame. */
	readonly focus?: Matcher | undefined;
	/** No samples that have such a frame. */
	readonly ignore?: Matcher | undefined;
	/** Without such frames. */
	readonly hide?: Matcher | undefined;
	/** Only such frames. */
	readonly show?: Matcher | undefined;
}

/** Source: google/pprof, profile/filter.go, FilterSamplesByName. */
export function filteredByName(
	profile: Profile,
	{ focus, ignore, hide, show }: NameFilters,
): Profile {
	if (!focus && !ignore && !hide && !show) return profile;
	const ignored = ignore && locationNames(profile, ignore).matches;
	const focused = focus && locationNames(profile, focus).matches;
	const hidden = hide && locationNames(profile, hide);
	const shown = show && locationNames(profile, show);
	const { count } = profile.locations;
	const isGone = new Uint8Array(count);
	const filtered = withLines(profile, (location, lines) => {
		let kept = lines;
		if (hidden?.matches(location)) {
			kept = hidden.inMapping(location)
				? []
				: kept.filter((line) => !hidden.onLine(line));
			if (kept.length === 0) isGone[location] = 1;
		}
		if (shown) {
			if (!shown.inMapping(location))
				kept = kept.filter((line) => shown.onLine(line));
			if (kept.length === 0) isGone[location] = 1;
		}
		return kept;
	});
	const hasGone = isGone.includes(1);
	return withStacks(filtered, (stack) => {
		if (ignored && stack.some(ignored)) return undefined;
		if (focused ? !stack.some(focused) : stack.length === 0) return undefined;
		if (!hasGone) return stack;
		const kept = stack.filter((location) => isGone[location] === 0);
		return kept.length === 0 ? undefined : kept;
	});
}

/** pprof's -show_from: without what calls the outermost frame that matches; samples without one go. */
export function shownFrom(profile: Profile, isMatch: Matcher): Profile {
	const names = locationNames(profile, isMatch);
	const isFrom = new Uint8Array(profile.locations.count);
	const filtered = withLines(profile, (location, lines) => {
		const last = lines.findLast(names.onLine);
		if (names.inMapping(location)) isFrom[location] = 1;
		else if (last !== undefined) {
			isFrom[location] = 1;
			return lines.filter((line) => line <= last);
		}
		return lines;
	});
	return withStacks(filtered, (stack) => {
		const at = stack.findLastIndex((location) => isFrom[location] === 1);
		return at < 0 ? undefined : stack.subarray(0, at + 1);
	});
}

/** Asks for each text once. */
function locationNames(profile: Profile, isMatch: Matcher) {
	const { functions, mappings, locations, strings } = profile;
	const inFunction = Array.from(
		{ length: functions.count },
		(_, row) =>
			isMatch(strings.at(functions.name[row] ?? 0)) ||
			isMatch(strings.at(functions.file[row] ?? 0)),
	);
	const inFile = Array.from({ length: mappings.count }, (_, row) =>
		isMatch(strings.at(mappings.file[row] ?? 0)),
	);
	const inMapping = (location: number) =>
		inFile[(locations.mapping[location] ?? 0) - 1] ?? false;
	const onLine = (line: number) =>
		inFunction[locations.lines.function[line] ?? 0] ?? false;
	const known = Array.from(
		{ length: locations.count },
		(_, location) =>
			inMapping(location) || lineRows(profile, location).some(onLine),
	);
	return {
		inMapping,
		onLine,
		/** Whether any line or the mapping matches. */
		matches: (location: number) => known[location] ?? false,
	};
}
