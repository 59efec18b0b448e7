import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { Stop } from "../../src/model/problem.ts";
import { readAny } from "../../src/pprof/format.ts";
import { fixtureBytes } from "../support/fixture-profiles.ts";
import { profileBytes } from "../support/profile-bytes.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const problem = (given: Uint8Array) => {
	try {
		readAny(given);
	} catch (error) {
		if (error instanceof Stop) return error.problems[0];
		throw error;
	}
	return undefined;
};

describe.each(["go1.26", "go1.27"])("files of %s", (folder) => {
	test.each([
		["goroutine.pb.gz", "proto"],
		["heap.pb.gz", "proto"],
		["goroutine.debug1.txt", "count-text"],
		["threadcreate.debug1.txt", "count-text"],
		["conns.debug1.txt", "count-text"],
		["heap.debug1.txt", "heap-text"],
		["goroutine.debug2.txt", "dump"],
	])("%s is %s, compressed or not", (name, kind) => {
		const file = fixtureBytes(`formats/${folder}/${name}`);
		expect(readAny(file).kind).toBe(kind);
		if (!name.endsWith(".gz")) expect(readAny(gzipSync(file)).kind).toBe(kind);
	});
});

test("a raw profile.proto", () => {
	const raw = profileBytes({ sampleTypes: [["goroutine", "count"]] });
	expect(readAny(raw).kind).toBe("proto");
});

test("a log with a dump somewhere in it", () => {
	const noise = "listening\n".repeat(20_000);
	const read = readAny(
		bytes(`${noise}goroutine 1 [running]:\nmain.main()\n\t/f.go:1 +0x1\n`),
	);
	expect(read.kind).toBe("dump");
});

test("text of CRLF, with bytes that are not UTF-8", () => {
	const read = readAny(
		Uint8Array.from([
			...bytes("goroutine profile: total 1\r\n1 @ 0x2\r\n#\t0x1\tmain."),
			0xff,
			...bytes("+0x1\t/f.go:1\r\n\r\n"),
		]),
	);
	const { functions, strings } = read.profile;
	expect(strings.at(functions.name[0] ?? 0)).toBe("main.\ufffd");
});

test.each([
	["nothing", "", "empty"],
	["an error page", "<!doctype html><title>404</title>", "<!doctype html>"],
	["JSON", '{"error":"no such profile"}', "it is text"],
	[
		"a count profile cut short",
		"goroutine profile: total 9\n1 @ 0x1\n",
		"line 2",
	],
	[
		"a dump cut in its first goroutine",
		"goroutine 1 [runn",
		"no whole goroutine",
	],
	["bytes", "\x00\x01\x02", "byte"],
])("%s is one problem", (_, text, expected) => {
	const found = problem(bytes(text));
	expect(found?.code).toBe("profile-unreadable");
	expect(found?.message).toContain(expected);
});

test("a size that is too much is another", () => {
	const dump = gzipSync(new Uint8Array(2_000_000).fill(0x61));
	expect(() => readAny(dump, { maxBytes: 1_000_000 })).toThrow("larger than");
});
