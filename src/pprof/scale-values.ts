import { exactAt, type Int, type IntColumn } from "./int-column.ts";
import { truncated } from "./ints.ts";
import type { Profile } from "./profile.ts";
import { keptSamples } from "./sample-rows.ts";

/**
 * Multiplies the values of each sample type by its ratio, through doubles and
 * rounded away from zero at halves, as pprof's ScaleN does. Samples that have
 * nothing but zeros among what was multiplied are left out.
 */
export function scaleValues(
	profile: Profile,
	ratios: readonly number[],
): Profile {
	if (ratios.every((ratio) => ratio === 1)) return profile;
	const { samples } = profile;
	const width = ratios.length;
	const numbers = samples.values.numbers.slice();
	const wide = new Map<number, bigint>();
	const kept = new Uint32Array(samples.count);
	let count = 0;
	for (let sample = 0; sample < samples.count; sample++) {
		let isKept = false;
		for (let type = 0; type < width; type++) {
			const row = sample * width + type;
			const ratio = ratios[type] ?? 1;
			const value =
				ratio === 1
					? (samples.values.wide.get(row) ?? numbers[row] ?? 0)
					: truncated(rounded((numbers[row] ?? 0) * ratio));
			numbers[row] = Number(value);
			if (typeof value === "bigint") wide.set(row, value);
			if (ratio !== 1 && value !== 0) isKept = true;
		}
		if (isKept) kept[count++] = sample;
	}
	const scaled = {
		...profile,
		samples: { ...samples, values: { numbers, wide } },
	};
	return count === samples.count
		? scaled
		: keptSamples(scaled, kept.subarray(0, count));
}

/** Each value times −1, through doubles as above; samples of nothing but zeros stay, for they go when profiles are added up. */
export function negated(profile: Profile): Profile {
	const { values } = profile.samples;
	const numbers = values.numbers.slice();
	for (let row = 0; row < numbers.length; row++)
		numbers[row] = 0 - (numbers[row] as number);
	const wide = new Map<number, bigint>();
	for (const row of values.wide.keys()) {
		const value = truncated(numbers[row] ?? 0);
		numbers[row] = Number(value);
		if (typeof value === "bigint") wide.set(row, value);
	}
	return {
		...profile,
		samples: { ...profile.samples, values: { numbers, wide } },
	};
}

/** For each sample type how many times the sum of `base` holds that of `profile`; 0 where the latter is 0. */
export function normalizingRatios(
	profile: Profile,
	base: Profile,
): readonly number[] {
	const width = profile.sampleTypes.length;
	const own = sums(profile.samples.values, width);
	const wanted = sums(base.samples.values, width);
	return own.map((sum, type) =>
		sum === 0n ? 0 : Number(wanted[type] ?? 0n) / Number(sum),
	);
}

function sums(values: IntColumn, width: number): readonly bigint[] {
	return Array.from({ length: width }, (_, type) => {
		let exact = 0n;
		let part = 0;
		for (let row = type; row < values.numbers.length; row += width) {
			const value: Int = values.wide.get(row) ?? values.numbers[row] ?? 0;
			if (typeof value === "number" && Number.isSafeInteger(part + value)) {
				part += value;
			} else {
				exact += BigInt(part) + exactAt(values, row);
				part = 0;
			}
		}
		return BigInt.asIntN(64, exact + BigInt(part));
	});
}

/** Halves away from zero. */
function rounded(value: number): number {
	return Math.sign(value) * Math.round(Math.abs(value));
}
