import { describe, expect, test } from "@jest/globals";
import type { Profile } from "../../src/pprof/profile.ts";
import { readProfile } from "../../src/pprof/read.ts";
import { fixtureBytes, fixtureText } from "../support/fixture-profiles.ts";
import { readSums } from "../support/pprof-sums.ts";

const RECORDED = [
	"go1.26/heap",
	"go1.26/allocs",
	"go1.26/goroutine",
	"go1.26/goroutine-http",
	"go1.26/goroutineleak",
	"go1.26/threadcreate",
	"go1.26-trimpath/heap",
	"go1.26-trimpath/goroutine",
	"go1.27/heap",
	"go1.27/allocs",
	"go1.27/goroutine",
	"go1.27/goroutine-http",
	"go1.27/goroutineleak",
	"go1.27/threadcreate",
];

// Goldens: fixtures/profiles/record.sh
describe("what go tool pprof -top -unit=B says of it", () => {
	test.each(RECORDED)("%s", (name) => {
		const profile = readProfile(fixtureBytes(`${name}.pb.gz`));
		const expected = readSums(fixtureText(`${name}.sums.txt`));
		const { total, functions } = sums(profile, expected.type);
		expect(total).toBe(expected.total);
		expect(Object.fromEntries(functions)).toEqual(
			Object.fromEntries(expected.functions),
		);
	});
});

test("the header of a heap profile of Go 1.27", () => {
	const profile = readProfile(fixtureBytes("go1.27/heap.pb.gz"));
	expect(profile.sampleTypes).toEqual([
		{ type: "alloc_objects", unit: "count" },
		{ type: "alloc_space", unit: "bytes" },
		{ type: "inuse_objects", unit: "count" },
		{ type: "inuse_space", unit: "bytes" },
	]);
	expect(profile.period).toBe(1024n);
	expect(profile.periodType).toEqual({ type: "space", unit: "bytes" });
	expect(profile.defaultSampleType).toBe("");
	// More than a double holds exactly.
	expect(profile.timeNanos).toBeGreaterThan(2n ** 53n);
	expect(profile.mappings.count).toBeGreaterThan(0);
});

test("an allocs profile is a heap profile with another default", () => {
	const profile = readProfile(fixtureBytes("go1.26/allocs.pb.gz"));
	expect(profile.defaultSampleType).toBe("alloc_space");
});

/** Flat and cum by function name, as PPROF's rules have it: inlined calls count, recursion counts once. */
function sums(profile: Profile, type: string) {
	const { samples, locations, functions, strings, sampleTypes } = profile;
	const column = sampleTypes.findIndex((one) => one.type === type);
	const found = new Map<string, { flat: number; cum: number }>();
	let total = 0;
	for (let sample = 0; sample < samples.count; sample++) {
		const value =
			samples.values.numbers[sample * sampleTypes.length + column] ?? 0;
		total += value;
		if (value === 0) continue;
		const names: string[] = [];
		const rows = samples.locations.subarray(
			samples.locationStart[sample],
			samples.locationStart[sample + 1],
		);
		for (const row of rows) {
			const calls = locations.lines.function.subarray(
				locations.lineStart[row],
				locations.lineStart[row + 1],
			);
			for (const call of calls)
				names.push(strings.at(functions.name[call] ?? 0) || "<unknown>");
		}
		for (const [index, name] of [...new Set(names)].entries()) {
			const sofar = found.get(name) ?? { flat: 0, cum: 0 };
			found.set(name, {
				flat: sofar.flat + (index === 0 ? value : 0),
				cum: sofar.cum + value,
			});
		}
	}
	return { total, functions: found };
}
