import { expect, test } from "@jest/globals";
import { Stop } from "../../src/model/problem.ts";
import { readHeapText } from "../../src/pprof/read-heap-text.ts";
import { fixtureBytes } from "../support/fixture-profiles.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (...lines: string[]) => readHeapText(bytes(lines.join("\n")));
const problem = (...lines: string[]) => {
	try {
		read(...lines);
	} catch (error) {
		if (error instanceof Stop) return error.message;
		throw error;
	}
	return "none";
};
const HEADER = "heap profile: 2: 64 [3: 96] @ heap/1048576";
const ROW = "2: 64 [3: 96] @ 0x10 0x20";

test("values are scaled with half the rate of the header, and cut", () => {
	const { profile } = read(HEADER, ROW, "#\t0xf\tmain.f+0x1\t/f.go:1", "");
	expect(profile.period).toBe(524288n);
	expect(profile.sampleTypes.map((one) => one.type)).toEqual([
		"alloc_objects",
		"alloc_space",
		"inuse_objects",
		"inuse_space",
	]);
	// 1 / (1 - e^(-32/524288)) = 16384.5
	expect([...profile.samples.values.numbers]).toEqual([
		49153, 1572912, 32769, 1048608,
	]);
	expect(profile.samples.labels.number.numbers[0]).toBe(32);
});

test.each([
	["heap/2", [3, 96, 2, 64]],
	["heap/0", [3, 96, 2, 64]],
	["heapprofile", [3, 96, 2, 64]],
	["heap_v2/1", [3, 96, 2, 64]],
	["heap_v2/524288", [49153, 1572912, 32769, 1048608]],
])("%s", (kind, values) => {
	const { profile } = read(`heap profile: 2: 64 [3: 96] @ ${kind}`, ROW);
	expect([...profile.samples.values.numbers]).toEqual(values);
});

test("a header that shows as much allocated as in use: pprof's two columns", () => {
	const { profile } = read(
		"heap profile: 2: 64 [2: 64] @ heap/2",
		"2: 64 [2: 64] @ 0x10",
	);
	expect(profile.sampleTypes.map((one) => one.type)).toEqual([
		"objects",
		"space",
	]);
	expect([...profile.samples.values.numbers]).toEqual([2, 64]);
});

test("what is freed has no bytes in use, and less than nothing is possible", () => {
	const { profile } = read(
		"heap profile: -1: -32 [5: 160] @ heap/2".replace("-1: -32", "0: 0"),
		"0: 0 [4: 128] @ 0x10",
		"-1: -32 [1: 32] @ 0x20",
	);
	expect([...profile.samples.values.numbers]).toEqual([
		4, 128, 0, 0, 1, 32, -1, -32,
	]);
	expect(profile.samples.labels.number.numbers[0]).toBe(32);
});

test("the trailer", () => {
	const { memStats } = readHeapText(
		fixtureBytes("formats/go1.27/heap.debug1.txt"),
	);
	expect(memStats).toMatchObject({
		heapAlloc: expect.any(Number),
		stackInuse: expect.any(Number),
		stackSys: expect.any(Number),
		maxRss: expect.any(Number),
		gcCpuFraction: expect.any(Number),
	});
	expect(memStats?.alloc).toBe(memStats?.heapAlloc);
	expect(memStats?.heapInuse).toBeGreaterThanOrEqual(memStats?.heapAlloc ?? 0);
	expect(read(HEADER, "3: 96 [3: 96] @").memStats).toBeUndefined();
});

test.each([
	["a row", "2: 64 3: 96 @ 0x10", "in line 2"],
	["an address", "2: 64 [3: 96] @ 0x10 y", "in line 2"],
	["bytes of no objects", "0: 64 [3: 96] @ 0x10", "in line 2"],
	[
		"a number beyond int64",
		"2: 9223372036854775808 [3: 96] @ 0x1",
		"in line 2",
	],
	["rows that are missing", "2: 64 [2: 64] @ 0x10", "cut short (2 of 3"],
	["junk behind it", `${ROW}\n\nhello`, "in line 4"],
])("%s is a problem", (_, row, expected) => {
	expect(problem(HEADER, row)).toContain(expected);
});
