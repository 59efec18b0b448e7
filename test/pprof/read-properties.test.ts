import { gzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { Stop } from "../../src/model/problem.ts";
import { inflate } from "../../src/pprof/inflate.ts";
import { report } from "../../src/pprof/modes/report.ts";
import type { Profile } from "../../src/pprof/profile.ts";
import { readProfile } from "../../src/pprof/read.ts";
import { stacksOf } from "../../src/pprof/stacks.ts";
import { fixtureBytes, SHOP } from "../support/fixture-profiles.ts";
import {
	type ProfileDraft,
	profileBytes,
	varint,
} from "../support/profile-bytes.ts";

const MEBIBYTE = 1024 * 1024;
const REAL = inflate(fixtureBytes("go1.26/goroutineleak.pb.gz"), MEBIBYTE);

/** The profile, or undefined when it ended in the one problem it may end in; any other error is a bug. */
function readOrStop(bytes: Uint8Array): Profile | undefined {
	try {
		return readProfile(bytes);
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		expect(error.problems.map((one) => one.code)).toEqual([
			"profile-unreadable",
		]);
		expect(error.message).toMatch(/ at (compressed )?byte \d+\.$/);
		return undefined;
	}
}

/** CheckValid on what was read: no reference leads nowhere, no count is off. */
function expectValid(profile: Profile): void {
	const { samples, locations, functions, mappings, strings } = profile;
	expect(samples.values.numbers.length).toBe(
		samples.count * profile.sampleTypes.length,
	);
	expect(samples.locationStart.at(-1)).toBe(samples.locations.length);
	expect(samples.labelStart.at(-1)).toBe(samples.labels.key.length);
	expect(locations.lineStart.at(-1)).toBe(locations.lines.function.length);
	expect(samples.locations.every((row) => row < locations.count)).toBe(true);
	expect(locations.lines.function.every((row) => row < functions.count)).toBe(
		true,
	);
	expect(locations.mapping.every((row) => row <= mappings.count)).toBe(true);
	for (const column of [functions.name, functions.file, samples.labels.text])
		expect(column.every((row) => row < strings.count)).toBe(true);
}

/** Bytes of no meaning, and bytes that look like fields: tags of 1 to 15, short lengths. */
const ANY_BYTES = fc.oneof(
	fc.uint8Array({ maxLength: 120 }),
	fc
		.array(
			fc.tuple(
				fc.integer({ min: 1, max: 16 }),
				fc.constantFrom(0, 0, 2, 2, 2, 5),
				fc.uint8Array({ maxLength: 9 }),
			),
			{ maxLength: 8 },
		)
		.map((fields) =>
			Uint8Array.from([
				...fields.flatMap(([field, wireType, body]) => [
					field * 8 + wireType,
					...(wireType === 2 ? [body.length] : []),
					...body,
				]),
				...[0x32, 0],
			]),
		),
);

test("any bytes are a profile or one problem, gzipped too", () => {
	let whole = 0;
	fc.assert(
		fc.property(ANY_BYTES, (bytes) => {
			const profile = readOrStop(bytes);
			if (profile) whole++;
			if (profile) expectValid(profile);
			const packed = gzipSync(bytes);
			expect(readOrStop(packed) === undefined).toBe(profile === undefined);
			readOrStop(packed.subarray(0, packed.length - 1));
		}),
		{ numRuns: 10_000 },
	);
	expect(whole).toBeGreaterThan(100);
});

test("cut at every byte: a problem, or at the end of a field a profile that is valid", () => {
	const ends = fieldEnds(REAL);
	let whole = 0;
	for (let length = 0; length < REAL.length; length++) {
		const profile = readOrStop(REAL.subarray(0, length));
		if (!profile) continue;
		whole++;
		expect(ends).toContain(length);
		expectValid(profile);
	}
	// Go writes the string table last, so few cuts can pass.
	expect(whole).toBeLessThan(20);
});

const DRAFT = fc
	.array(
		fc.record({
			locations: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 6 }),
			values: fc.tuple(fc.integer({ min: -3, max: 9 })),
			labels: fc.array(
				fc.record({
					key: fc.constantFrom("http.route", "tenant", "__proto__"),
					text: fc.constantFrom("", "a", "b"),
				}),
				{ maxLength: 2 },
			),
		}),
		{ maxLength: 12 },
	)
	.map(
		(samples): ProfileDraft => ({
			sampleTypes: [["goroutine", "count"]],
			samples,
			functions: NAMES.map((name, at) => ({ id: at + 1, name, file: "f.go" })),
			locations: [1, 2, 3, 4, 5].map((id) => ({
				id,
				lines:
					id === 5
						? [
								[1, 1],
								[2, 2],
							]
						: [[id, id % 2]],
			})),
		}),
	);
const NAMES = [
	"main.f",
	"net/http.(*connReader).backgroundRead",
	"net/http/pprof.Index",
	"runtime/pprof.writeGoroutine",
];

test("the order of samples never matters, to the judge's stacks and to -top", () => {
	fc.assert(
		fc.property(DRAFT, fc.infiniteStream(fc.nat()), (draft, noise) => {
			const samples = draft.samples ?? [];
			const shuffled = samples
				.map((sample) => ({ sample, at: noise.next().value }))
				.sort((a, b) => a.at - b.at)
				.map(({ sample }) => sample);
			const seen = (one: ProfileDraft) => {
				const profile = readProfile(profileBytes(one));
				const set = { sources: [profile], base: [], diffBase: false };
				return {
					stacks: stacksOf(profile, { modules: SHOP }),
					top: report("top", set, { granularity: "lines" }),
				};
			};
			expect(seen({ ...draft, samples: shuffled })).toEqual(seen(draft));
		}),
		{ numRuns: 10_000 },
	);
});

test("stacks hold what the samples hold", () => {
	fc.assert(
		fc.property(DRAFT, (draft) => {
			const sum = (counts: readonly number[]) =>
				counts.reduce((a, b) => a + b, 0);
			const plain =
				draft.functions?.map((one) => ({ ...one, name: "main.f" })) ?? [];
			const bytes = profileBytes({ ...draft, functions: plain });
			const stacks = stacksOf(readProfile(bytes), { modules: SHOP });
			expect(sum(stacks.map((one) => one.count))).toBe(
				sum(draft.samples?.map((one) => Number(one.values[0])) ?? []),
			);
		}),
		{ numRuns: 10_000 },
	);
});

test("an announced count cannot make it allocate: a million sample types, one sample", () => {
	const types = Array.from({ length: 100_000 }, () => [0x0a, 0]).flat();
	const samples = Array.from({ length: 100_000 }, () => [0x12, 0]).flat();
	const began = process.memoryUsage().arrayBuffers;
	const bytes = Uint8Array.from([...types, ...samples, 0x32, ...varint(0)]);
	expect(readOrStop(bytes)).toBeUndefined();
	expect(process.memoryUsage().arrayBuffers - began).toBeLessThan(
		64 * bytes.length,
	);
});

/** Where each top-level field of a profile ends, found without the code under test. */
function fieldEnds(bytes: Uint8Array): number[] {
	const ends: number[] = [0];
	let at = 0;
	const next = () => {
		let value = 0;
		for (let shift = 1; ; shift *= 128) {
			const byte = bytes[at++] ?? 0;
			value += (byte & 127) * shift;
			if (byte < 128) return value;
		}
	};
	while (at < bytes.length) {
		const wireType = next() & 7;
		const value = next();
		if (wireType === 2) at += value;
		ends.push(at);
	}
	return ends;
}
