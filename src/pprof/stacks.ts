import type { Modules, Stack } from "../model/profile.ts";
import { frameTable } from "./frame-table.ts";
import { withoutOurs } from "./ours.ts";
import type { Profile } from "./profile.ts";

/**
 * A profile's stacks, frames leaf first, in the order of their text. Samples of
 * the same frames and string labels are one stack: a heap profile has one sample
 * a size class, a line may have several addresses. Stacks of nothing are left
 * out, and so is what our own looking adds (ours.ts). Heap profiles: `bytes` and
 * `count` are inuse_space and inuse_objects, by name, for Go's heap files name no
 * default; all others: `count` is the value in unit `count`, `bytes` is 0.
 * `goroot` is deduced from the profile unless given.
 */
export function stacksOf(
	profile: Profile,
	options: { readonly modules: Modules; readonly goroot?: string },
): readonly Stack[] {
	const frames = frameTable(profile, options);
	const merged = mergedSamples(profile, frames.rowsOf);
	const ranks = frames.ranks();
	const limit = depthLimit(merged);
	const stacks = merged
		.sort(
			(a, b) =>
				compareRows(a.rows, b.rows, ranks) || compareLabels(a.labels, b.labels),
		)
		.map(
			({ rows, labels, count, bytes }): Stack => ({
				frames: rows.map(frames.at),
				labels: Object.fromEntries(labels),
				count,
				bytes,
				...(rows.length >= limit && { truncated: true as const }),
			}),
		);
	const kept = withoutOurs(stacks, frames.all(), isGoroutines(profile));
	return kept.filter((stack) => stack.count !== 0 || stack.bytes !== 0);
}

/**
 * How many frames Go records: 32 before Go 1.23, 128 since, and a few more when
 * the outermost call is inlined (runtime_expandFinalInlineFrame). A profile with
 * stacks between the two has the larger limit.
 */
function depthLimit(merged: readonly MergedSample[]): number {
	const deepest = merged.reduce(
		(max, one) => Math.max(max, one.rows.length),
		0,
	);
	return deepest > 40 ? 128 : 32;
}

type Label = readonly [key: string, text: string];

interface MergedSample {
	readonly rows: readonly number[];
	readonly labels: readonly Label[];
	count: number;
	bytes: number;
}

/** Values beyond 2⁵³ are rounded here: no service holds that much. */
function mergedSamples(
	profile: Profile,
	rowsOf: (sample: number) => readonly number[],
): MergedSample[] {
	const { samples, sampleTypes } = profile;
	const columns = valueColumns(profile);
	const valueAt = (sample: number, column: number) =>
		column < 0
			? 0
			: (samples.values.numbers[sample * sampleTypes.length + column] ?? 0);
	// Labels may be long and samples many: keys are made of numbers.
	const numbers = new Map<string, number>();
	const numberOf = (text: string) => {
		const known = numbers.get(text) ?? numbers.size;
		if (known === numbers.size) numbers.set(text, known);
		return known;
	};
	const merged = new Map<string, MergedSample>();
	for (let sample = 0; sample < samples.count; sample++) {
		const rows = rowsOf(sample);
		const labels = stringLabels(profile, sample);
		const key = `${rows.join(" ")}\n${labels.flat().map(numberOf).join(" ")}`;
		let one = merged.get(key);
		if (!one) {
			one = { rows, labels, count: 0, bytes: 0 };
			merged.set(key, one);
		}
		one.count += valueAt(sample, columns.count);
		one.bytes += valueAt(sample, columns.bytes);
	}
	return [...merged.values()];
}

/** Columns of the samples' values; -1 = none. */
function valueColumns({ sampleTypes }: Profile): {
	readonly count: number;
	readonly bytes: number;
} {
	const named = (type: string) =>
		sampleTypes.findIndex((one) => one.type === type);
	const space = named("inuse_space");
	if (space >= 0) return { count: named("inuse_objects"), bytes: space };
	const counted = sampleTypes.findIndex((one) => one.unit === "count");
	return { count: counted < 0 ? sampleTypes.length - 1 : counted, bytes: -1 };
}

function isGoroutines({ sampleTypes }: Profile): boolean {
	return sampleTypes.some((one) => one.type === "goroutine");
}

/** Sorted by key. Go writes each key once; of several values of a key the first counts. */
function stringLabels(
	{ samples, strings }: Profile,
	sample: number,
): readonly Label[] {
	const texts = new Map<string, string>();
	const to = samples.labelStart[sample + 1] ?? 0;
	for (let row = samples.labelStart[sample] ?? 0; row < to; row++) {
		const text = samples.labels.text[row] ?? 0;
		const key = strings.at(samples.labels.key[row] ?? 0);
		if (text !== 0 && !texts.has(key)) texts.set(key, strings.at(text));
	}
	return [...texts].sort(([a], [b]) => compareText(a, b));
}

function compareRows(
	a: readonly number[],
	b: readonly number[],
	ranks: Uint32Array,
): number {
	for (let at = 0; at < a.length && at < b.length; at++) {
		const difference = (ranks[a[at] ?? 0] ?? 0) - (ranks[b[at] ?? 0] ?? 0);
		if (difference !== 0) return difference;
	}
	return a.length - b.length;
}

function compareLabels(a: readonly Label[], b: readonly Label[]): number {
	for (const [at, [key, text]] of a.entries()) {
		const [otherKey, otherText] = b[at] ?? ["", ""];
		const difference =
			compareText(key, otherKey) || compareText(text, otherText);
		if (difference !== 0) return difference;
	}
	return a.length - b.length;
}

function compareText(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}
