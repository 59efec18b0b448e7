import { exactAt, type Int } from "./int-column.ts";
import { normalized } from "./ints.ts";
import type { Profile } from "./profile.ts";

/**
 * One value of each sample, and how to add such values up. Where sums could
 * leave the range in which doubles are exact, values are bigints in a
 * BigInt64Array, which wraps around as Go's int64 does. It is passed as a
 * Float64Array: `+=` and tests for 0 are the same for both, and the loops over
 * millions of frames are written once.
 */
export interface Weights {
	readonly values: Float64Array;
	sums(length: number): Float64Array;
	/** What a sum is. */
	exact(sums: Float64Array, row: number): Int;
}

export function sampleWeights(profile: Profile, column: number): Weights {
	const { samples, sampleTypes } = profile;
	const width = sampleTypes.length;
	const values = new Float64Array(samples.count);
	let most = 0;
	for (let sample = 0; sample < samples.count; sample++) {
		const value = samples.values.numbers[sample * width + column] ?? 0;
		values[sample] = value;
		most += Math.abs(value);
	}
	if (most <= Number.MAX_SAFE_INTEGER)
		return {
			values,
			sums: (length) => new Float64Array(length),
			exact: (sums, row) => sums[row] ?? 0,
		};
	const wide = BigInt64Array.from(values, (_, sample) =>
		exactAt(samples.values, sample * width + column),
	);
	return {
		values: wide as unknown as Float64Array,
		sums: (length) => new BigInt64Array(length) as unknown as Float64Array,
		exact: (sums, row) =>
			normalized((sums as unknown as BigInt64Array)[row] ?? 0n),
	};
}
