import { describe, expect, test } from "@jest/globals";
import { goroutineGroups } from "../../src/judge/groups.ts";
import type { Stack } from "../../src/model/profile.ts";
import { dumpToProfile } from "../../src/pprof/dump-profile.ts";
import { readAny } from "../../src/pprof/format.ts";
import type { Profile } from "../../src/pprof/profile.ts";
import { readDump } from "../../src/pprof/read-dump.ts";
import { stacksOf } from "../../src/pprof/stacks.ts";
import { userFrames } from "../../src/pprof/user-frames.ts";
import { fixtureBytes } from "../support/fixture-profiles.ts";

const MODULES = { firstParty: ["example.com/my.app"], libraries: [] };

function read(name: string): Profile {
	return readAny(fixtureBytes(`formats/${name}`)).profile;
}

/** What is compared: frames to the line, labels, and the sums of each group. */
function groups(profile: Profile): Readonly<Record<string, string>> {
	return grouped(profile, ({ frames, labels }) => [
		Object.entries(labels).map(([key, text]) => [key, mended(text)]),
		userFrames(frames).map((one) => [
			one.function,
			one.key,
			`${one.origin} ${one.file}:${one.line}`,
		]),
	]);
}

/** The groups that the judge makes of goroutines, and how many each has. */
function judged(profile: Profile): Readonly<Record<string, number>> {
	const all = goroutineGroups(stacksOf(profile, { modules: MODULES }));
	return Object.fromEntries([...all].map(([key, { count }]) => [key, count]));
}

function grouped(
	profile: Profile,
	keyOf: (stack: Stack) => unknown,
): Readonly<Record<string, string>> {
	const sums = new Map<string, { count: number; bytes: number }>();
	for (const stack of stacksOf(profile, { modules: MODULES })) {
		const key = JSON.stringify(keyOf(stack));
		const sum = sums.get(key) ?? { count: 0, bytes: 0 };
		sum.count += stack.count;
		sum.bytes += stack.bytes;
		sums.set(key, sum);
	}
	return Object.fromEntries(
		[...sums].map(([key, { count, bytes }]) => [key, `${count} ${bytes}`]),
	);
}

/** Go 1.26 prints U+FFFD for each byte of a label that is not UTF-8, 1.27 the byte. */
function mended(text: string): string {
	return text.replaceAll(/\ufffd+/g, "?");
}

describe.each(["go1.26", "go1.27", "go1.26-trimpath"])("%s", (folder) => {
	test("goroutines of debug=1 and debug=2 are those of debug=0", () => {
		const proto = read(`${folder}/goroutine.pb.gz`);
		expect(Object.keys(groups(proto)).length).toBeGreaterThan(20);
		expect(Object.keys(judged(proto)).length).toBeGreaterThan(10);
		for (const level of [1, 2]) {
			const text = read(`${folder}/goroutine.debug${level}.txt`);
			expect(groups(text)).toEqual(groups(proto));
			expect(judged(text)).toEqual(judged(proto));
		}
	});
	test("threads and a profile of one's own: debug=1 as debug=0", () => {
		for (const name of ["threadcreate", "conns"]) {
			const proto = groups(read(`${folder}/${name}.pb.gz`));
			expect(Object.keys(proto).length).toBeGreaterThan(0);
			expect(groups(read(`${folder}/${name}.debug1.txt`))).toEqual(proto);
		}
	});
	test("heap of debug=1 has the values of debug=0 to the byte", () => {
		const proto = read(`${folder}/heap.pb.gz`);
		const text = read(`${folder}/heap.debug1.txt`);
		expect(text.sampleTypes).toEqual(proto.sampleTypes);
		expect(text.period).toBe(proto.period);
		expect(sumsBySize(text)).toEqual(sumsBySize(proto));
		expect(groups(text)).toEqual(groups(proto));
	});
});

test.each(["go1.26", "go1.27"])(
	"%s: goroutineleak of debug=1, and what debug=2 calls leaked, are those of debug=0",
	(folder) => {
		const proto = groups(read(`${folder}/goroutineleak.pb.gz`));
		expect(Object.keys(proto).length).toBeGreaterThan(2);
		expect(groups(read(`${folder}/goroutineleak.debug1.txt`))).toEqual(proto);
		// It lists all goroutines, and marks those.
		const dump = readDump(
			fixtureBytes(`formats/${folder}/goroutineleak.debug2.txt`),
		);
		const goroutines = dump.goroutines.filter(({ wait }) => wait.leaked);
		expect(groups(dumpToProfile({ ...dump, goroutines }))).toEqual(proto);
	},
);

test("what SIGQUIT writes is the same with the runtime's frames and goroutines", () => {
	const plain = groups(read("go1.26/sigquit.log"));
	expect(Object.keys(plain).length).toBeGreaterThan(15);
	expect(groups(read("go1.26/sigquit-system.log"))).toEqual(plain);
});

/** Closures of the program's own packages that Go 1.26 inlined into others: nothing tells their package (inlined-closure.ts). */
const RENAMED = /api\.v1\.(?:Each|Wait)/;

test("keys and counts of Go 1.26, with and without -trimpath, and 1.27 are the same", () => {
	const keys = (folder: string) =>
		Object.entries(
			grouped(read(`${folder}/goroutine.pb.gz`), ({ frames, labels }) => [
				labels,
				userFrames(frames).map((one) => one.key),
			]),
		)
			.filter(([key]) => !RENAMED.test(key))
			.sort();
	const expected = keys("go1.26");
	expect(expected.length).toBeGreaterThan(15);
	expect(keys("go1.27")).toEqual(expected);
	expect(keys("go1.26-trimpath")).toEqual(expected);
});

/** The sums of all values by the size of the objects; sites that allocated nothing count for nothing. */
function sumsBySize({ samples, sampleTypes }: Profile): readonly string[] {
	const width = sampleTypes.length;
	const sums = new Map<number, number[]>();
	for (let sample = 0; sample < samples.count; sample++) {
		const label = samples.labelStart[sample] ?? 0;
		const size = samples.labels.number.numbers[label] ?? 0;
		const sum = sums.get(size) ?? Array.from({ length: width }, () => 0);
		sums.set(
			size,
			sum.map(
				(value, at) =>
					value + (samples.values.numbers[sample * width + at] ?? 0),
			),
		);
	}
	return [...sums]
		.filter(([, sum]) => sum.some((value) => value !== 0))
		.map(([size, sum]) => `${size}: ${sum.join(" ")}`)
		.sort();
}
