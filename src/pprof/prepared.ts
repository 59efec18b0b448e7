import { combinedProfile, type ProfileSet } from "./combine.ts";
import { demangled } from "./demangle.ts";
import { prunedFrom, withoutDroppedFrames } from "./drop-frames.ts";
import type { Int } from "./int-column.ts";
import { withoutLabels } from "./labels.ts";
import type { ReportOptions } from "./modes/options.ts";
import { filteredByName, shownFrom } from "./name-filters.ts";
import type { Profile, ValueType } from "./profile.ts";
import { type Matcher, matcher } from "./re2/match.ts";
import { sampleIndex } from "./sample-index.ts";
import { filteredByTag, tagUnits } from "./tag-filters.ts";
import { totalOf } from "./total.ts";

/** What a report prints: a profile after all filters, and which of its values. */
export interface Prepared {
	readonly profile: Profile;
	readonly column: number;
	readonly sampleType: ValueType;
	/** What percentages are of. */
	readonly total: Int;
	/** Units of numeric labels by key. */
	readonly tagUnits: ReadonlyMap<string, string>;
}

/**
 * Merges, subtracts, cleans and filters in pprof's order. Stops:
 * `profiles-differ`, `sample-index-unknown`, `regexp-invalid`.
 */
export function prepared(set: ProfileSet, options: ReportOptions): Prepared {
	const combined = combinedProfile(set, {
		normalize: options.normalize ?? false,
	});
	const whole = withPlainMappings(withoutDroppedFrames(demangled(combined)));
	const column = sampleIndex(whole, options.sampleIndex ?? "");
	const units = tagUnits(whole);
	const profile = filtered(whole, options, units);
	return {
		profile,
		column,
		sampleType: whole.sampleTypes[column] ?? { type: "", unit: "" },
		total: totalOf(options.relativePercentages ? profile : whole, column),
		tagUnits: units,
	};
}

function filtered(
	profile: Profile,
	options: ReportOptions,
	units: ReadonlyMap<string, string>,
): Profile {
	const showFrom = compiled(options.showFrom);
	const pruneFrom = compiled(options.pruneFrom);
	const named = filteredByName(profile, {
		focus: compiled(options.focus),
		ignore: compiled(options.ignore),
		hide: compiled(options.hide),
		show: compiled(options.show),
	});
	const from = showFrom ? shownFrom(named, showFrom) : named;
	const tagged = filteredByTag(
		from,
		{ focus: options.tagFocus ?? "", ignore: options.tagIgnore ?? "" },
		units,
	);
	const labelled = withChosenTags(
		tagged,
		compiled(options.tagShow),
		compiled(options.tagHide),
	);
	return pruneFrom ? prunedFrom(labelled, pruneFrom) : labelled;
}

function withChosenTags(
	profile: Profile,
	show: Matcher | undefined,
	hide: Matcher | undefined,
): Profile {
	if (!show && !hide) return profile;
	return withoutLabels(
		profile,
		(key) => !(show?.(key) ?? true) || (hide?.(key) ?? false),
	);
}

function compiled(pattern: string | undefined): Matcher | undefined {
	return pattern ? matcher(pattern) : undefined;
}

/** pprof forgets file names that look like addresses on the web, where the mapping has no build id. */
function withPlainMappings(profile: Profile): Profile {
	const { mappings, strings } = profile;
	const file = mappings.file.map((row, mapping) =>
		mappings.buildId[mapping] === 0 &&
		/^[a-z][a-z0-9+.-]*:/i.test(strings.at(row))
			? 0
			: row,
	);
	return { ...profile, mappings: { ...mappings, file } };
}
