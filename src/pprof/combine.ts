import { withCommonTypes } from "./common-types.ts";
import { withLabel } from "./labels.ts";
import { mergeProfiles } from "./merge.ts";
import { checkCompatible } from "./merged-header.ts";
import type { Profile } from "./profile.ts";
import { negated, normalizingRatios, scaleValues } from "./scale-values.ts";

/** What a report is about: the sum of `sources`, less the sum of `base`. */
export interface ProfileSet {
	readonly sources: readonly Profile[];
	readonly base: readonly Profile[];
	/** Percentages are of the base's total: pprof's -diff_base instead of -base. */
	readonly diffBase: boolean;
}

/** Samples of a base that is compared with carry this label, with the value `true`. */
export const BASE_LABEL = "pprof::base";

/**
 * One profile out of all. `normalize` first scales the sources so that their
 * sums are those of the base. Nothing is merged where there is one profile, as
 * in pprof. Source: google/pprof, driver/fetch.go.
 */
export function combinedProfile(
	{ sources, base, diffBase }: ProfileSet,
	options: { readonly normalize?: boolean } = {},
): Profile {
	const source = sum(sources);
	if (base.length === 0) return source;
	const subtracted = sum(base);
	if (options.normalize) checkCompatible(source, subtracted);
	const own = options.normalize
		? scaleValues(source, normalizingRatios(source, subtracted))
		: source;
	const marked = diffBase
		? withLabel(subtracted, BASE_LABEL, "true")
		: subtracted;
	return sum([own, negated(marked)]);
}

function sum(profiles: readonly Profile[]): Profile {
	const [first, ...others] = withCommonTypes(profiles.map(withMapping));
	if (!first) throw new Error("no profiles to read");
	return others.length === 0 ? first : mergeProfiles([first, ...others]);
}

/** pprof gives a profile without mappings an empty one, to which all locations belong. */
function withMapping(profile: Profile): Profile {
	if (profile.mappings.count > 0) return profile;
	const column = (value: number) => ({
		numbers: Float64Array.of(value),
		wide: new Map<number, bigint>(),
	});
	return {
		...profile,
		mappings: {
			count: 1,
			id: column(1),
			start: column(0),
			limit: column(0),
			offset: column(0),
			file: Uint32Array.of(0),
			buildId: Uint32Array.of(0),
			has: Uint8Array.of(0),
		},
		locations: {
			...profile.locations,
			mapping: new Uint32Array(profile.locations.count).fill(1),
		},
	};
}
