import { describe, expect, test } from "@jest/globals";
import { deflate } from "../../src/pprof/deflate.ts";
import { inflate } from "../../src/pprof/inflate.ts";
import type { Profile } from "../../src/pprof/profile.ts";
import { profileBuilder } from "../../src/pprof/profile-builder.ts";
import { readProfile } from "../../src/pprof/read.ts";
import { writeProfile } from "../../src/pprof/write.ts";
import { fixtureBytes, fixtureProfiles } from "../support/fixture-profiles.ts";
import { bytes, int, ints, message } from "../support/profile-bytes.ts";
import { profileFacts } from "../support/profile-facts.ts";

const MEBIBYTE = 1024 * 1024;

test.each(fixtureProfiles())(
	"%s read, written and read is the same",
	(path) => {
		const profile = readProfile(fixtureBytes(path));
		const written = writeProfile(profile);
		expect(profileFacts(readProfile(written))).toEqual(profileFacts(profile));
		expect(profileFacts(readProfile(deflate(written)))).toEqual(
			profileFacts(profile),
		);
	},
);

test("the header, each field", () => {
	const header = {
		sampleTypes: [
			{ type: "alloc_space", unit: "bytes" },
			{ type: "inuse_space", unit: "bytes" },
		],
		periodType: { type: "space", unit: "bytes" },
		period: -1n,
		timeNanos: 1_700_000_000_000_000_001n,
		durationNanos: 2n ** 63n - 1n,
		comments: ["first", "", "first", "bytes"],
		defaultSampleType: "alloc_space",
		dropFrames: "^runtime\\.",
		keepFrames: "runtime\\.GC",
		docUrl: "https://example.com/",
	};
	const profile = profileBuilder(header).build();
	expect(readProfile(writeProfile(profile))).toMatchObject(header);
});

describe("field by field as pprof's encoder", () => {
	const profile = () => {
		const builder = profileBuilder({
			sampleTypes: [{ type: "n", unit: "count" }],
			comments: ["n", "b", "n"],
		});
		const func = builder.func({
			name: "f",
			systemName: "f",
			file: "f.go",
			startLine: 0,
		});
		const line = { func, line: 7, column: 0 };
		const location = { mapping: -1, address: 9, lines: [line], folded: false };
		const at = builder.location(location);
		builder.sample([at, at], [-1], [{ key: "b", number: 8, unit: "" }]);
		builder.sample([at, at, at], [0], []);
		return builder.build();
	};
	test("lists of two are not packed, of three they are; strings once, the first is empty", () => {
		expect([...writeProfile(profile())]).toEqual([
			...message(1, [int(1, 1), int(2, 2)]),
			...message(2, [
				ints(1, [1, 1]),
				int(2, -1),
				message(3, [int(1, 3), int(3, 8)]),
			]),
			...message(2, [ints(1, [1, 1, 1]), [2 * 8, 0]]),
			...message(4, [int(1, 1), int(3, 9), message(4, [int(1, 1), int(2, 7)])]),
			...message(5, [int(1, 1), int(2, 4), int(3, 4), int(4, 5)]),
			...["", "n", "count", "b", "f", "f.go"].flatMap((one) => bytes(6, one)),
			...ints(13, [1, 3, 1]),
			...[14 * 8, 0],
		]);
	});
});

test("strings that are not UTF-8 keep their bytes, and stay apart where they read alike", () => {
	const raw = Uint8Array.from([
		...message(5, [int(1, 1), int(2, 1), int(3, 2), int(4, 3)]),
		...bytes(6, ""),
		...message(6, [[0xff]]),
		...message(6, [[0xfe]]),
		...bytes(6, "\ufffd"),
	]);
	const { strings, functions } = readProfile(writeProfile(readProfile(raw)));
	const bytesOf = (column: Uint32Array) => [...strings.bytes(column[0] ?? 0)];
	expect(bytesOf(functions.name)).toEqual([0xff]);
	expect(bytesOf(functions.systemName)).toEqual([0xfe]);
	expect(bytesOf(functions.file)).toEqual([0xef, 0xbf, 0xbd]);
});

test("strings that nothing uses are left behind, and repeated ones become one", () => {
	const raw = Uint8Array.from([
		...message(5, [int(1, 1), int(2, 2), int(3, 3)]),
		...["", "unused", "f", "f"].flatMap((one) => bytes(6, one)),
	]);
	const again = readProfile(writeProfile(readProfile(raw)));
	const texts = Array.from({ length: again.strings.count }, (_, row) =>
		again.strings.at(row),
	);
	expect(texts).toEqual(["", "f"]);
});

test("a label whose text is empty stays a label of text", () => {
	const raw = Uint8Array.from([
		...message(1, []),
		...message(2, [ints(2, [1]), message(3, [int(1, 1), int(2, 2)])]),
		...["", "key", ""].flatMap((one) => bytes(6, one)),
	]);
	const profile = readProfile(raw);
	const { labels } = readProfile(writeProfile(profile)).samples;
	expect(labels.text[0]).toBeGreaterThan(0);
});

test("gzip: no time of day in it, so that equal profiles are equal files", () => {
	const profile: Profile = readProfile(fixtureBytes("go1.27/heap.pb.gz"));
	const packed = deflate(writeProfile(profile));
	expect([...packed.subarray(0, 8)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
	expect(inflate(packed, MEBIBYTE)).toEqual(writeProfile(profile));
});
