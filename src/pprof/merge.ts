import { compacted } from "./compact.ts";
import { type Int, intAt } from "./int-column.ts";
import { labelSets } from "./label-sets.ts";
import { openSource, type Source } from "./merge-source.ts";
import { mergedHeader } from "./merged-header.ts";
import type { Profile } from "./profile.ts";
import { sampleTable } from "./sample-table.ts";
import { stringUnion } from "./string-union.ts";
import { tables } from "./tables.ts";

/**
 * Adds profiles up. Samples of the same stack and labels become one; those whose
 * values are all 0 go, and with them what only they used. The profiles must have
 * the same sample and period types (else a Stop `profiles-differ`). Source:
 * google/pprof, profile/merge.go.
 */
export function mergeProfiles(profiles: readonly Profile[]): Profile {
	const header = mergedHeader(profiles);
	const width = header.sampleTypes.length;
	// Room for two of them without growing; what is not written costs nothing.
	const guess = (count: (samples: Profile["samples"]) => number) => {
		const counts = profiles.map(({ samples }) => count(samples));
		const sum = counts.reduce((all, one) => all + one, 0);
		return Math.min(sum, 2 * Math.max(...counts));
	};
	const strings = stringUnion();
	const labels = labelSets(strings);
	const samples = sampleTable(
		width,
		guess((one) => one.count),
		guess((one) => one.locations.length),
	);
	const rows = tables();
	for (const [index, profile] of profiles.entries()) {
		const source = openSource(profile, strings, rows, labels);
		// The first mapping is the main binary: it stays first.
		if (index === 0 && profile.mappings.count > 0) source.mapping(0);
		addSamples(profile, width, source, samples);
	}
	const { sets, ...stacks } = compacted(samples.rows, rows.build(), width);
	return {
		...header,
		...stacks,
		samples: { ...stacks.samples, ...labels.expand(sets) },
		strings: strings.build(),
	};
}

function addSamples(
	profile: Profile,
	width: number,
	source: Source,
	into: ReturnType<typeof sampleTable>,
): void {
	const { values, locationStart, locations } = profile.samples;
	const { known } = source;
	const own: Int[] = new Array(width).fill(0);
	for (let sample = 0; sample < profile.samples.count; sample++) {
		let isZero = true;
		for (let type = 0; type < width; type++) {
			const value = intAt(values, sample * width + type);
			own[type] = value;
			if (value !== 0) isZero = false;
		}
		if (isZero) continue;
		const from = locationStart[sample] as number;
		const depth = (locationStart[sample + 1] as number) - from;
		const stack = into.room(depth);
		const { length } = into.rows.locations;
		for (let at = 0; at < depth; at++) {
			const row = locations[from + at] as number;
			const merged = known[row] as number;
			stack[length + at] = merged < 0 ? source.location(row) : merged;
		}
		into.add(depth, source.labelSet(sample), own);
	}
}
