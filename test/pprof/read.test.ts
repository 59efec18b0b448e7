import { describe, expect, test } from "@jest/globals";
import { gzip } from "pako";
import { Stop } from "../../src/model/problem.ts";
import { exactAt } from "../../src/pprof/int-column.ts";
import { readProfile } from "../../src/pprof/read.ts";
import {
	bytes,
	int,
	ints,
	message,
	type ProfileDraft,
	profileBytes,
	varint,
} from "../support/profile-bytes.ts";

const DRAFT = {
	sampleTypes: [
		["objects", "count"],
		["space", "bytes"],
	],
	samples: [
		{
			locations: [1, 2, 1],
			values: [3, 4096],
			labels: [{ key: "k", text: "v" }],
		},
		{ locations: [2], values: [-1, 2n ** 62n] },
	],
	mappings: [{ id: 1, file: "/bin/shop", start: 0xffff_ffff_ff60_0000n }],
	locations: [
		{
			id: 1,
			mapping: 1,
			address: 0x7fff_ffff_ffffn,
			lines: [
				[1, 7],
				[2, 9],
			],
		},
		{ id: 2, address: 16, lines: [[2, 10]] },
	],
	functions: [
		{ id: 1, name: "main.inner", file: "main.go" },
		{ id: 2, name: "main.outer", file: "main.go" },
	],
	timeNanos: 1_700_000_000_000_000_001n,
	period: 512,
	comments: ["first", "second", "third"],
	defaultSampleType: "space",
} satisfies ProfileDraft;

describe("columns", () => {
	const profile = readProfile(profileBytes(DRAFT));
	test("packed and unpacked lists", () => {
		expect([...profile.samples.locationStart]).toEqual([0, 3, 4]);
		expect([...profile.samples.locations]).toEqual([0, 1, 0, 1]);
		expect(profile.comments).toEqual(["first", "second", "third"]);
	});
	test("inlined calls stay with their location, innermost first", () => {
		expect([...profile.locations.lineStart]).toEqual([0, 2, 3]);
		expect([...profile.locations.lines.function]).toEqual([0, 1, 1]);
		expect([...profile.locations.lines.line.numbers]).toEqual([7, 9, 10]);
	});
	test("integers are exact, negative and beyond 2⁵³ too", () => {
		const { values } = profile.samples;
		expect([0, 1, 2, 3].map((row) => exactAt(values, row))).toEqual([
			3n,
			4096n,
			-1n,
			2n ** 62n,
		]);
		expect([...values.wide.keys()]).toEqual([3]);
		expect(exactAt(profile.locations.address, 0)).toBe(0x7fff_ffff_ffffn);
		expect(exactAt(profile.mappings.start, 0)).toBe(0xffff_ffff_ff60_0000n);
		expect(profile.timeNanos).toBe(1_700_000_000_000_000_001n);
	});
	test("references", () => {
		expect([...profile.locations.mapping]).toEqual([1, 0]);
		expect(profile.strings.at(profile.mappings.file[0] ?? 0)).toBe("/bin/shop");
		expect(profile.defaultSampleType).toBe("space");
	});
	test("gzipped or raw is the same", () => {
		const again = readProfile(gzip(profileBytes(DRAFT)));
		expect(again.samples).toEqual(profile.samples);
	});
});

describe("int64", () => {
	test.each([
		0n,
		1n,
		127n,
		128n,
		2n ** 28n,
		2n ** 31n,
		2n ** 32n - 1n,
		2n ** 32n,
		2n ** 35n,
		2n ** 53n - 1n,
		2n ** 53n,
		2n ** 53n + 1n,
		2n ** 63n - 1n,
		-1n,
		-(2n ** 31n),
		-(2n ** 32n),
		-(2n ** 53n),
		-(2n ** 53n) - 1n,
		-(2n ** 63n),
	])("%d", (value) => {
		const read = readProfile(
			profileBytes({
				sampleTypes: [["n", "count"]],
				samples: [{ locations: [], values: [value] }],
			}),
		);
		expect(exactAt(read.samples.values, 0)).toBe(value);
	});
});

test("labels: text, numbers with and without unit; a bare 0 is none, as in pprof", () => {
	const { samples, strings } = readProfile(
		profileBytes({
			sampleTypes: [["n", "count"]],
			samples: [
				{
					locations: [],
					values: [1],
					labels: [
						{ key: "route", text: "GET /" },
						{ key: "bytes", number: 1024 },
						{ key: "wait", number: 0, unit: "seconds" },
						{ key: "nothing" },
					],
				},
			],
		}),
	);
	const rows = [...samples.labels.key].map((key, row) => [
		strings.at(key),
		strings.at(samples.labels.text[row] ?? 0),
		samples.labels.number.numbers[row],
		strings.at(samples.labels.unit[row] ?? 0),
	]);
	expect(rows).toEqual([
		["route", "GET /", 0, ""],
		["bytes", "", 1024, ""],
		["wait", "", 0, "seconds"],
	]);
});

test("strings that are not UTF-8 are read, and kept as they were", () => {
	const raw = Uint8Array.from([...bytes(6, ""), 0x32, 2, 0xff, 0x41]);
	const { strings } = readProfile(raw);
	expect(strings.at(1)).toBe("\ufffdA");
	expect([...strings.bytes(1)]).toEqual([0xff, 0x41]);
});

test("ids may be any number, in any order, packed or not", () => {
	const ids = [900, 2n ** 64n - 1n, 16_384, 127, 128, 16_383, 1];
	const profile = readProfile(
		profileBytes({
			sampleTypes: [["n", "count"]],
			samples: [
				{ locations: ids.toReversed(), values: [1] },
				{ locations: ids.slice(0, 2), values: [1] },
			],
			locations: ids.map((id) => ({ id })),
		}),
	);
	expect([...profile.samples.locations]).toEqual([6, 5, 4, 3, 2, 1, 0, 0, 1]);
});

test("a mapping that is missing counts as none, as in pprof", () => {
	const profile = readProfile(
		profileBytes({ locations: [{ id: 1, mapping: 9 }] }),
	);
	expect([...profile.locations.mapping]).toEqual([0]);
});

describe("broken", () => {
	const TYPES: ProfileDraft["sampleTypes"] = [["n", "count"]];
	const strings = [...bytes(6, "")];
	const profile = (draft: ProfileDraft) => () =>
		readProfile(profileBytes(draft));
	const raw =
		(...fields: number[]) =>
		() =>
			readProfile(Uint8Array.from(fields));
	test.each<[string, () => unknown, string]>([
		["nothing", raw(), "it is empty at byte 0"],
		[
			"text",
			() => readProfile(new TextEncoder().encode("goroutine profile: total 3")),
			'it is text, "goroutine profile: total 3", instead of profile.proto at byte 0',
		],
		[
			"no string table",
			raw(...int(12, 1)),
			"it has no string table, which comes last at byte 2",
		],
		[
			"first string",
			raw(...bytes(6, "x")),
			"the first string is not empty at byte 2",
		],
		[
			"values",
			profile({
				sampleTypes: TYPES,
				samples: [{ locations: [], values: [1, 2] }],
			}),
			"a sample has 2 values for 1 sample types at byte 12",
		],
		[
			"no values",
			profile({ sampleTypes: TYPES, samples: [{ locations: [], values: [] }] }),
			"a sample has 0 values for 1 sample types at byte 8",
		],
		[
			"no types",
			profile({ samples: [{ locations: [], values: [] }] }),
			"there are samples and no sample types at byte 2",
		],
		[
			"location id 0",
			profile({ locations: [{ id: 0 }] }),
			"a location has the id 0 at byte 2",
		],
		[
			"function id 0",
			profile({ functions: [{ id: 0, name: "f" }] }),
			"a function has the id 0 at byte 4",
		],
		[
			"mapping id 0",
			profile({ mappings: [{ id: 0 }] }),
			"a mapping has the id 0 at byte 4",
		],
		[
			"location twice",
			profile({ locations: [{ id: 7 }, { id: 7 }] }),
			"two locations have the id 7 at byte 8",
		],
		[
			"function twice",
			profile({
				functions: [
					{ id: 1, name: "" },
					{ id: 1, name: "" },
				],
			}),
			"two functions have the id 1 at byte 8",
		],
		[
			"mapping twice",
			profile({ mappings: [{ id: 1 }, { id: 1 }] }),
			"two mappings have the id 1 at byte 12",
		],
		[
			"location missing",
			profile({
				sampleTypes: TYPES,
				samples: [{ locations: [5], values: [1] }],
			}),
			"there is no location 5 at byte 10",
		],
		[
			"location 0",
			raw(
				...message(1, []),
				...message(2, [ints(1, [0]), ints(2, [1])]),
				...strings,
			),
			"there is no location 0 at byte 6",
		],
		[
			"function missing",
			profile({ locations: [{ id: 1, lines: [[3, 1]] }] }),
			"there is no function 3 at byte 10",
		],
		[
			"line without function",
			profile({ locations: [{ id: 1, lines: [[0, 1]] }] }),
			"there is no function 0 at byte 8",
		],
		[
			"string missing",
			raw(...message(1, [int(1, 9)]), ...strings),
			"string 9 is asked for and there are 1 at byte 4",
		],
		[
			"string negative",
			raw(...int(14, -1), ...strings),
			"string 18446744073709551615 is asked for and there are 1 at byte 13",
		],
		[
			"two profiles",
			raw(...int(9, 5), ...strings, ...int(9, 6), ...strings),
			"a second profile follows the first at byte 5",
		],
		[
			"varint of 11 bytes",
			raw(12 * 8, ...Array(10).fill(0x80), 0, ...strings),
			"invalid varint encoding at byte 11",
		],
		[
			"varint cut",
			raw(12 * 8, 0x80),
			"it ends in the middle of a field at byte 2",
		],
		[
			"length cut",
			raw(...strings, 0x32, 5, 1),
			"5 bytes are announced and 1 are left at byte 4",
		],
		[
			"inner length",
			raw(...message(4, [[0x22, 9, 8]]), ...strings),
			"9 bytes are announced and 1 are left at byte 4",
		],
		[
			"inner varint",
			raw(...message(4, [[8, 0x80]]), ...strings),
			"a field runs past the end of its message at byte 4",
		],
		[
			"packed id cut, as long as it goes on behind its list",
			raw(
				...message(1, []),
				...message(2, [message(1, [[0x88]]), ints(2, [1])]),
				...message(4, [int(1, 8 + 16 * 128)]),
				...strings,
			),
			"a field runs past the end of its message at byte 7",
		],
		[
			"wire type",
			raw(...message(12, []), ...strings),
			"a field has wire type 2 instead of 0 at byte 1",
		],
		[
			"group",
			raw(...strings, ...varint(20 * 8 + 3)),
			"wire type 3 is unknown at byte 4",
		],
		[
			"trailing zeros",
			raw(...strings, 0, 0),
			"a field has no number at byte 3",
		],
		[
			"length of 2⁶³",
			raw(...strings, 0x32, ...varint(2n ** 63n)),
			"invalid length encoding at byte 8",
		],
	])("%s", (_, read, message) => {
		expect(problemOf(read)).toEqual(
			expect.objectContaining({
				code: "profile-unreadable",
				message: `The profile cannot be read: ${message}.`,
			}),
		);
	});
	test("larger than allowed", () => {
		const whole = profileBytes(DRAFT);
		const read = () => readProfile(whole, { maxBytes: whole.length - 1 });
		expect(problemOf(read)).toHaveProperty("code", "profile-too-large");
	});
});

test("fields that are not known are skipped", () => {
	const unknown = [
		...int(30, 5),
		...message(31, [[1, 2, 3]]),
		...varint(32 * 8 + 1),
		1,
		2,
		3,
		4,
		5,
		6,
		7,
		8,
		...varint(33 * 8 + 5),
		1,
		2,
		3,
		4,
	];
	const whole = Uint8Array.from([...unknown, ...profileBytes(DRAFT)]);
	expect(readProfile(whole).samples.count).toBe(2);
});

function problemOf(read: () => unknown) {
	try {
		read();
	} catch (error) {
		if (error instanceof Stop) return error.problems[0];
		throw error;
	}
	return undefined;
}
