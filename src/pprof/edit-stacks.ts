import { growingIndices, indexColumn, pushIndex } from "./int-column.ts";
import type { Profile } from "./profile.ts";
import { keptSamples } from "./sample-rows.ts";

/**
 * The profile with other stacks: `pick` gets the locations of a sample, leaf
 * first, and gives those to keep; undefined leaves the sample out.
 */
export function withStacks(
	profile: Profile,
	pick: (stack: Uint32Array, sample: number) => Uint32Array | undefined,
): Profile {
	const { samples } = profile;
	const kept = growingIndices(samples.count);
	const locations = growingIndices(samples.locations.length);
	const locationStart = growingIndices(samples.count + 1);
	pushIndex(locationStart, 0);
	for (let sample = 0; sample < samples.count; sample++) {
		const stack = pick(stackOf(profile, sample), sample);
		if (!stack) continue;
		pushIndex(kept, sample);
		for (const location of stack) pushIndex(locations, location);
		pushIndex(locationStart, locations.length);
	}
	const others =
		kept.length === samples.count
			? profile
			: keptSamples(profile, indexColumn(kept));
	return {
		...others,
		samples: {
			...others.samples,
			locationStart: indexColumn(locationStart),
			locations: indexColumn(locations),
		},
	};
}

/** A sample's locations, leaf first. */
export function stackOf({ samples }: Profile, sample: number): Uint32Array {
	return samples.locations.subarray(
		samples.locationStart[sample],
		samples.locationStart[sample + 1],
	);
}
