import { BASE_LABEL } from "./combine.ts";
import { exactAt, type Int } from "./int-column.ts";
import { addInts, normalized } from "./ints.ts";
import type { Profile } from "./profile.ts";

/**
 * What percentages are of: the sum of all values without their signs, or only
 * of the samples that are marked as the base's, where there are any. Source:
 * google/pprof, report.computeTotal.
 */
export function totalOf(profile: Profile, column: number): Int {
	const { samples, sampleTypes } = profile;
	const isBase = baseSamples(profile);
	let all: Int = 0;
	let ofBase: Int = 0;
	for (let sample = 0; sample < samples.count; sample++) {
		const row = sample * sampleTypes.length + column;
		const number = Math.abs(samples.values.numbers[row] ?? 0);
		const size = Number.isSafeInteger(number)
			? number
			: normalized(magnitude(exactAt(samples.values, row)));
		all = addInts(all, size);
		if (isBase?.(sample)) ofBase = addInts(ofBase, size);
	}
	return ofBase > 0 ? ofBase : all;
}

function magnitude(value: bigint): bigint {
	return BigInt.asIntN(64, value < 0n ? -value : value);
}

/** Undefined when no sample is marked. */
function baseSamples({
	samples,
	strings,
}: Profile): ((sample: number) => boolean) | undefined {
	const { labelStart, labels } = samples;
	const keys = new Set(labels.key);
	const key = [...keys].find((row) => strings.at(row) === BASE_LABEL);
	if (key === undefined) return undefined;
	return (sample) => {
		const to = labelStart[sample + 1] ?? 0;
		for (let row = labelStart[sample] ?? 0; row < to; row++)
			if (
				labels.key[row] === key &&
				labels.text[row] !== 0 &&
				strings.at(labels.text[row] ?? 0) === "true"
			)
				return true;
		return false;
	};
}
