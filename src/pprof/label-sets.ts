import {
	growingIndices,
	growingInts,
	type Int,
	indexColumn,
	intColumn,
	pushIndex,
	pushInt,
} from "./int-column.ts";
import type { Labels } from "./profile.ts";
import type { StringInterner } from "./string-interner.ts";
import { compareUtf8 } from "./utf8-order.ts";

/** A label of a sample: text, or a number with a unit ("" = none). */
export type Label =
	| { readonly key: string; readonly text: string }
	| { readonly key: string; readonly number: Int; readonly unit: string };

/** A label as rows of a string table; `text` other than 0 makes it a string label. */
export interface LabelRow {
	readonly key: number;
	readonly text: number;
	readonly number: Int;
	readonly unit: number;
}

/** Sets of labels, each once; row 0 is the empty set. */
export interface LabelSets {
	/** The row of a set; as in pprof the order of keys does not matter, that of the values of one key does. */
	rowOf(labels: readonly LabelRow[]): number;
	/** The labels of samples whose sets are given, sorted as pprof writes them: text by key, numbers by key. */
	expand(sets: Uint32Array): { labelStart: Uint32Array; labels: Labels };
}

export function labelSets(strings: Pick<StringInterner, "text">): LabelSets {
	const sets: (readonly LabelRow[])[] = [[]];
	const rows = new Map<string, number>([["", 0]]);
	const order = (a: LabelRow, b: LabelRow) =>
		Number(a.text === 0) - Number(b.text === 0) ||
		compareUtf8(strings.text(a.key), strings.text(b.key));
	return {
		rowOf: (labels) => {
			// pprof's rule: a number 0 without a unit is no label at all.
			const kept = labels
				.filter((one) => one.text !== 0 || one.number !== 0 || one.unit !== 0)
				.sort(order);
			const key = kept
				.map((one) => `${one.key},${one.text},${one.number},${one.unit}`)
				.join(";");
			const known = rows.get(key);
			if (known !== undefined) return known;
			rows.set(key, sets.length);
			return sets.push(kept) - 1;
		},
		expand: (samples) => {
			const labelStart = new Uint32Array(samples.length + 1);
			const key = growingIndices(samples.length);
			const text = growingIndices(samples.length);
			const number = growingInts(samples.length);
			const unit = growingIndices(samples.length);
			for (let sample = 0; sample < samples.length; sample++) {
				for (const label of sets[samples[sample] as number] ?? []) {
					pushIndex(key, label.key);
					pushIndex(text, label.text);
					pushInt(number, label.number);
					pushIndex(unit, label.unit);
				}
				labelStart[sample + 1] = key.length;
			}
			return {
				labelStart,
				labels: {
					key: indexColumn(key),
					text: indexColumn(text),
					number: intColumn(number),
					unit: indexColumn(unit),
				},
			};
		},
	};
}
