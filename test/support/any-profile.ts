import fc from "fast-check";
import { bytes, int, ints, message } from "./profile-bytes.ts";

type Int = number | bigint;

/** Strings of every kind: row 0 is "", others may be repeated, empty or not UTF-8. */
const STRINGS: readonly (string | readonly number[])[] = [
	"",
	"n",
	"count",
	"bytes",
	"main.f",
	"main.f",
	"",
	[0xff, 0x41],
	[0xfe, 0x41],
	"\ufffdA",
	"é\u{1f600}",
	"__proto__",
];
const text = fc.nat(STRINGS.length - 1);

export const ANY_INT: fc.Arbitrary<Int> = fc.oneof(
	{ weight: 6, arbitrary: fc.integer({ min: -3, max: 300 }) },
	{
		weight: 1,
		arbitrary: fc.constantFrom<Int>(
			2 ** 32 - 1,
			2 ** 32,
			-(2 ** 31),
			2 ** 53 - 1,
			2n ** 53n,
			2n ** 53n + 1n,
			-(2n ** 53n) - 1n,
			2n ** 63n - 1n,
			-(2n ** 63n),
		),
	},
);
/** Sums of a few of these stay exact in a double, as pprof's own scaling needs. */
export const SMALL_INT: fc.Arbitrary<Int> = fc.integer({ min: -9, max: 99 });

/**
 * Valid profile.proto files with every field there is. `types` is the number of
 * sample types, which profiles must share to be added up.
 */
export function anyProfile(
	value: fc.Arbitrary<Int>,
	types: fc.Arbitrary<number> = fc.nat(3),
): fc.Arbitrary<Uint8Array> {
	return types.chain((width) => {
		const sample = fc.record({
			locations: fc.array(fc.nat(3), { maxLength: 5 }),
			values: fc.array(value, { minLength: width, maxLength: width }),
			labels: fc.array(fc.tuple(text, text, value, text), { maxLength: 2 }),
		});
		return fc
			.record({
				idStep: fc.constantFrom<Int>(1, 1, 70, 2n ** 60n),
				samples: fc.array(sample, { maxLength: width === 0 ? 0 : 5 }),
				mappings: fc.array(fc.tuple(value, value, value, text, fc.nat(15)), {
					maxLength: 2,
				}),
				locations: fc.array(
					fc.tuple(
						fc.nat(2),
						value,
						fc.array(fc.tuple(fc.nat(2), value, value), { maxLength: 3 }),
						fc.nat(1),
					),
					{ minLength: 4, maxLength: 4 },
				),
				functions: fc.array(fc.tuple(text, text, text, value), {
					minLength: 3,
					maxLength: 3,
				}),
				comments: fc.array(text, { maxLength: 4 }),
				header: fc.array(fc.tuple(text, value), { minLength: 4, maxLength: 4 }),
			})
			.map((draft) => profileOf(width, draft));
	});
}

function profileOf(
	width: number,
	draft: {
		idStep: Int;
		samples: { locations: number[]; values: Int[]; labels: LabelDraft[] }[];
		mappings: [Int, Int, Int, number, number][];
		locations: [number, Int, [number, Int, Int][], number][];
		functions: [number, number, number, Int][];
		comments: number[];
		header: [number, Int][];
	},
): Uint8Array {
	const id = (row: number): Int => BigInt(row + 1) * BigInt(draft.idStep);
	const [drop, keep, period, last] = draft.header;
	const nonZero = (field: number, value: Int | undefined) =>
		int(field, Number(value ?? 0) === 0 ? 0 : (value ?? 0));
	return Uint8Array.from(
		[
			...Array.from({ length: width }, (_, at) =>
				message(1, [int(1, 1 + at), int(2, 2)]),
			),
			...draft.samples.map(({ locations, values, labels }) =>
				message(2, [
					ints(1, locations.map(id)),
					ints(2, values),
					...labels.map(([key, own, number, unit]) =>
						message(3, [
							int(1, key),
							int(2, own),
							nonZero(3, number),
							int(4, unit),
						]),
					),
				]),
			),
			...draft.mappings.map(([start, limit, offset, file, has], row) =>
				message(3, [
					int(1, id(row)),
					nonZero(2, start),
					nonZero(3, limit),
					nonZero(4, offset),
					int(5, file),
					int(6, STRINGS.length - 1 - file),
					...[0, 1, 2, 3].map((bit) => int(7 + bit, (has >> bit) & 1)),
				]),
			),
			...draft.locations.map(([mapping, address, lines, folded], row) =>
				message(4, [
					int(1, id(row)),
					mapping === 0 ? [] : int(2, id(mapping - 1)),
					nonZero(3, address),
					...lines.map(([func, line, column]) =>
						message(4, [
							int(1, id(func)),
							nonZero(2, line),
							nonZero(3, column),
						]),
					),
					int(5, folded),
				]),
			),
			...draft.functions.map(([name, system, file, line], row) =>
				message(5, [
					int(1, id(row)),
					int(2, name),
					int(3, system),
					int(4, file),
					nonZero(5, line),
				]),
			),
			...STRINGS.map((one) =>
				typeof one === "string" ? bytes(6, one) : message(6, [[...one]]),
			),
			int(7, drop?.[0] ?? 0),
			int(8, keep?.[0] ?? 0),
			nonZero(9, drop?.[1]),
			nonZero(10, keep?.[1]),
			message(11, [int(1, period?.[0] ?? 0), int(2, 2)]),
			nonZero(12, period?.[1]),
			ints(13, draft.comments),
			int(14, width === 0 ? 0 : 1),
			int(15, last?.[0] ?? 0),
		].flat(),
	);
}

type LabelDraft = [key: number, text: number, number: Int, unit: number];
