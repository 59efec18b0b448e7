import { extendedStrings } from "./extended-strings.ts";
import type { Profile } from "./profile.ts";

/** The profile with a string label on every sample, in place of any of that key. */
export function withLabel(
	profile: Profile,
	key: string,
	text: string,
): Profile {
	const strings = extendedStrings(profile.strings);
	const keyRow = strings.row(key);
	const textRow = strings.row(text);
	const { samples } = profile;
	const rest = withoutLabels(
		profile,
		(name, isText) => isText && name === key,
	).samples;
	const count = rest.labels.key.length + samples.count;
	const labelStart = new Uint32Array(samples.count + 1);
	const labels = {
		key: new Uint32Array(count),
		text: new Uint32Array(count),
		number: {
			numbers: new Float64Array(count),
			wide: new Map<number, bigint>(),
		},
		unit: new Uint32Array(count),
	};
	let to = 0;
	for (let sample = 0; sample < samples.count; sample++) {
		labels.key[to] = keyRow;
		labels.text[to++] = textRow;
		const end = rest.labelStart[sample + 1] ?? 0;
		for (let row = rest.labelStart[sample] ?? 0; row < end; row++, to++) {
			labels.key[to] = rest.labels.key[row] ?? 0;
			labels.text[to] = rest.labels.text[row] ?? 0;
			labels.unit[to] = rest.labels.unit[row] ?? 0;
			labels.number.numbers[to] = rest.labels.number.numbers[row] ?? 0;
			const exact = rest.labels.number.wide.get(row);
			if (exact !== undefined) labels.number.wide.set(to, exact);
		}
		labelStart[sample + 1] = to;
	}
	return {
		...profile,
		strings: strings.table,
		samples: { ...samples, labelStart, labels },
	};
}

/** The profile without the labels that `isUnwanted` by key; `isText` tells string labels from numbers. */
export function withoutLabels(
	profile: Profile,
	isUnwanted: (key: string, isText: boolean) => boolean,
): Profile {
	const { samples, strings } = profile;
	const { labels } = samples;
	const verdicts = new Map<number, boolean>();
	const unwanted = (row: number) => {
		const key = labels.key[row] ?? 0;
		const isText = labels.text[row] !== 0;
		const known = verdicts.get(2 * key + Number(isText));
		if (known !== undefined) return known;
		const verdict = isUnwanted(strings.at(key), isText);
		verdicts.set(2 * key + Number(isText), verdict);
		return verdict;
	};
	const labelStart = new Uint32Array(samples.count + 1);
	const kept: number[] = [];
	for (let sample = 0; sample < samples.count; sample++) {
		const end = samples.labelStart[sample + 1] ?? 0;
		for (let row = samples.labelStart[sample] ?? 0; row < end; row++)
			if (!unwanted(row)) kept.push(row);
		labelStart[sample + 1] = kept.length;
	}
	if (kept.length === labels.key.length) return profile;
	const number = {
		numbers: Float64Array.from(kept, (row) => labels.number.numbers[row] ?? 0),
		wide: new Map<number, bigint>(),
	};
	for (const [to, row] of kept.entries()) {
		const exact = labels.number.wide.get(row);
		if (exact !== undefined) number.wide.set(to, exact);
	}
	return {
		...profile,
		samples: {
			...samples,
			labelStart,
			labels: {
				key: Uint32Array.from(kept, (row) => labels.key[row] ?? 0),
				text: Uint32Array.from(kept, (row) => labels.text[row] ?? 0),
				number,
				unit: Uint32Array.from(kept, (row) => labels.unit[row] ?? 0),
			},
		},
	};
}
