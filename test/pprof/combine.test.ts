import { expect, test } from "@jest/globals";
import { combinedProfile } from "../../src/pprof/combine.ts";
import { exactAt, type Int } from "../../src/pprof/int-column.ts";
import type { Profile } from "../../src/pprof/profile.ts";
import {
	type ProfileHeader,
	profileBuilder,
} from "../../src/pprof/profile-builder.ts";
import { tagsOf } from "../../src/pprof/tag-filters.ts";
import { totalOf } from "../../src/pprof/total.ts";

const HEAP = [
	{ type: "objects", unit: "count" },
	{ type: "space", unit: "bytes" },
];

function profileOf(
	samples: Readonly<Record<string, readonly Int[]>>,
	header: Partial<ProfileHeader> = {},
	start = 0x1000,
): Profile {
	const builder = profileBuilder({ sampleTypes: HEAP, ...header });
	const mapping = builder.mapping({
		start,
		limit: start + 0x9000,
		file: "/shop",
	});
	for (const [name, values] of Object.entries(samples)) {
		const func = builder.func({
			name,
			systemName: name,
			file: "a.go",
			startLine: 1,
		});
		const location = builder.location({
			mapping,
			address: start + 0x10,
			lines: [{ func, line: 1, column: 0 }],
			folded: false,
		});
		builder.sample([location], values, []);
	}
	return builder.build();
}

/** Values by the name of the leaf. */
function valuesOf(
	profile: Profile,
): Readonly<Record<string, readonly number[]>> {
	const { samples, locations, functions, strings, sampleTypes } = profile;
	return Object.fromEntries(
		Array.from({ length: samples.count }, (_, sample) => {
			const location =
				samples.locations[samples.locationStart[sample] ?? 0] ?? 0;
			const func =
				locations.lines.function[locations.lineStart[location] ?? 0] ?? 0;
			const from = sample * sampleTypes.length;
			return [
				strings.at(functions.name[func] ?? 0),
				[...samples.values.numbers.slice(from, from + sampleTypes.length)],
			];
		}),
	);
}

const set = (sources: Profile[], base: Profile[] = [], diffBase = false) => ({
	sources,
	base,
	diffBase,
});

test("profiles of two runs of one program are added up, wherever it lay in memory", () => {
	const one = profileOf({ f: [1, 10], g: [0, 0] });
	const other = profileOf({ f: [2, 20], h: [3, 30] }, {}, 0x70_0000);
	const sum = combinedProfile(set([one, other]));
	expect(valuesOf(sum)).toEqual({ f: [3, 30], h: [3, 30] });
	expect(sum.locations.count).toBe(2);
	expect([...sum.locations.address.numbers]).toEqual([0x1010, 0x1010]);
});

test("A less A is nothing", () => {
	const one = profileOf({ f: [1, 10], g: [2, 20] });
	expect(combinedProfile(set([one], [one])).samples.count).toBe(0);
});

test("what is left moves up with its exact values, and its tables are numbered anew", () => {
	const big = 2n ** 60n + 1n;
	const before = profileOf({ a: [1, 1], c: [2, 2] });
	const after = profileOf({ a: [1, 1], wide: [big, 5], c: [3, 2] });
	const rest = combinedProfile(set([after], [before]));
	expect(Object.keys(valuesOf(rest))).toEqual(["wide", "c"]);
	const { values, locations } = rest.samples;
	expect([0, 1, 2, 3].map((row) => exactAt(values, row))).toEqual([
		big,
		5n,
		1n,
		0n,
	]);
	expect([...locations]).toEqual([0, 1]);
	expect([rest.locations.count, rest.functions.count]).toEqual([2, 2]);
});

test("a base is subtracted through doubles, as in pprof", () => {
	const nothing = profileOf({ f: [1, 1] });
	const base = profileOf({ a: [2n ** 60n + 1n, 0], b: [-(2n ** 63n), 7] });
	const { samples } = combinedProfile(set([nothing], [base]));
	expect([2, 4, 5].map((row) => exactAt(samples.values, row))).toEqual([
		-(2n ** 60n),
		// Go's int64 of a float64 that is too large, on amd64.
		-(2n ** 63n),
		-7n,
	]);
});

test("with -diff_base, samples of the base are marked and make up the total", () => {
	const before = profileOf({ f: [1, 10] });
	const after = profileOf({ f: [3, 35] });
	const diff = combinedProfile(set([after], [before], true));
	expect(diff.samples.count).toBe(2);
	expect(tagsOf(diff, 1).texts.get("pprof::base")).toEqual(["true"]);
	expect(totalOf(diff, 1)).toBe(10);
	expect(totalOf(combinedProfile(set([after], [before])), 1)).toBe(25);
});

test("-normalize scales to the sum of the base, halves away from zero", () => {
	const before = profileOf({ f: [4, 30] });
	const after = profileOf({ f: [4, 5], g: [4, 15] });
	const diff = combinedProfile(set([after], [before]), { normalize: true });
	// Ratios 0.5 and 1.5.
	expect(valuesOf(diff)).toEqual({ f: [2 - 4, 8 - 30], g: [2, 23] });
});

test("units are made one, and types that not all have are left out", () => {
	const old = profileOf(
		{ f: [2] },
		{ sampleTypes: [{ type: "space", unit: "kB" }] },
	);
	const sum = combinedProfile(set([profileOf({ f: [7, 24] }), old]));
	expect(sum.sampleTypes).toEqual([{ type: "space", unit: "bytes" }]);
	expect(valuesOf(sum)).toEqual({ f: [2072] });
	expect(sum.defaultSampleType).toBe("space");
});

test.each([
	[
		{ sampleTypes: [{ type: "goroutine", unit: "count" }] },
		[1],
		'no sample type in common: "objects, space" and "goroutine"',
	],
	[
		{ periodType: { type: "cpu", unit: "nanoseconds" } },
		[1, 1],
		'different period types: "/" and "cpu/nanoseconds"',
	],
	[
		{
			sampleTypes: [
				{ type: "objects", unit: "count" },
				{ type: "space", unit: "ms" },
			],
		},
		[1, 1],
		'different sample types: "space/bytes" and "space/ms"',
	],
])(
	"profiles of other kinds are not compared: %j",
	(header, values, message) => {
		const other = profileOf({ f: values }, header);
		expect(() =>
			combinedProfile(set([profileOf({ f: [1, 1] }), other])),
		).toThrow(message);
	},
);

test("headers: the earliest time, the sum of durations, the largest period, comments once", () => {
	const sum = combinedProfile(
		set([
			profileOf(
				{ f: [1, 1] },
				{ timeNanos: 9n, durationNanos: 1n, period: 3n, comments: ["a", "b"] },
			),
			profileOf(
				{ f: [1, 1] },
				{
					timeNanos: 7n,
					durationNanos: 2n,
					period: 5n,
					comments: ["b", "c"],
					docUrl: "http://d",
				},
			),
		]),
	);
	expect(sum).toMatchObject({
		timeNanos: 7n,
		durationNanos: 3n,
		period: 5n,
		comments: ["a", "b", "c"],
		docUrl: "http://d",
	});
});
