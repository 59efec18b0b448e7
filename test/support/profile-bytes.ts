/**
 * Writes profile.proto by hand, so that tests can also write what no library
 * would. Repeated integers are packed when there are more than two, and the
 * string table comes last, as Go does it.
 */
export interface ProfileDraft {
	readonly sampleTypes?: readonly (readonly [type: string, unit: string])[];
	readonly samples?: readonly SampleDraft[];
	readonly mappings?: readonly { id: Int; file?: string; start?: Int }[];
	readonly locations?: readonly LocationDraft[];
	readonly functions?: readonly FunctionDraft[];
	readonly timeNanos?: Int;
	readonly period?: Int;
	readonly comments?: readonly string[];
	readonly defaultSampleType?: string;
}

type Int = number | bigint;

export interface SampleDraft {
	readonly locations: readonly Int[];
	readonly values: readonly Int[];
	readonly labels?: readonly {
		readonly key: string;
		readonly text?: string;
		readonly number?: Int;
		readonly unit?: string;
	}[];
}

export interface LocationDraft {
	readonly id: Int;
	readonly mapping?: Int;
	readonly address?: Int;
	/** Function id and line; the innermost first. */
	readonly lines?: readonly (readonly [functionId: Int, line: Int])[];
}

export interface FunctionDraft {
	readonly id: Int;
	readonly name: string;
	readonly file?: string;
}

export function profileBytes(draft: ProfileDraft): Uint8Array {
	const strings = [""];
	const text = (value: string | undefined) => {
		const known = strings.indexOf(value ?? "");
		return known >= 0 ? known : strings.push(value ?? "") - 1;
	};
	const out = [
		...(draft.sampleTypes ?? []).map(([type, unit]) =>
			message(1, [int(1, text(type)), int(2, text(unit))]),
		),
		...(draft.samples ?? []).map((sample) =>
			message(2, [
				ints(1, sample.locations),
				ints(2, sample.values),
				...(sample.labels ?? []).map((label) =>
					message(3, [
						int(1, text(label.key)),
						int(2, text(label.text)),
						int(3, label.number ?? 0),
						int(4, text(label.unit)),
					]),
				),
			]),
		),
		...(draft.mappings ?? []).map((mapping) =>
			message(3, [
				int(1, mapping.id),
				int(2, mapping.start ?? 0),
				int(5, text(mapping.file)),
				int(7, 1),
			]),
		),
		...(draft.locations ?? []).map((location) =>
			message(4, [
				int(1, location.id),
				int(2, location.mapping ?? 0),
				int(3, location.address ?? 0),
				...(location.lines ?? []).map(([id, line]) =>
					message(4, [int(1, id), int(2, line)]),
				),
			]),
		),
		...(draft.functions ?? []).map((one) =>
			message(5, [
				int(1, one.id),
				int(2, text(one.name)),
				int(4, text(one.file)),
			]),
		),
		int(9, draft.timeNanos ?? 0),
		int(12, draft.period ?? 0),
		ints(13, (draft.comments ?? []).map(text)),
		int(14, text(draft.defaultSampleType)),
	];
	return Uint8Array.from(
		[...out, ...strings.map((one) => bytes(6, one))].flat(),
	);
}

/** A field with a varint; 0 is left out, as proto3 does. */
export function int(field: number, value: Int): number[] {
	return value === 0 ? [] : [...varint(field * 8), ...varint(value)];
}

export function ints(field: number, values: readonly Int[]): number[] {
	return values.length > 2
		? message(field, values.map(varint))
		: values.flatMap((value) => [...varint(field * 8), ...varint(value)]);
}

export function message(field: number, parts: readonly number[][]): number[] {
	const body = parts.flat();
	return [...varint(field * 8 + 2), ...varint(body.length), ...body];
}

export function bytes(field: number, value: string): number[] {
	return message(field, [[...new TextEncoder().encode(value)]]);
}

export function varint(value: Int): number[] {
	if (value >= 0 && value < 128) return [Number(value)];
	let rest = BigInt.asUintN(64, BigInt(value));
	const out: number[] = [];
	while (rest > 127n) {
		out.push(Number(rest & 127n) | 128);
		rest >>= 7n;
	}
	return [...out, Number(rest)];
}
