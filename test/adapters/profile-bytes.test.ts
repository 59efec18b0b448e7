import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { inflateFast } from "../../src/adapters/profile-bytes.ts";
import { Stop } from "../../src/model/problem.ts";
import { inflate } from "../../src/pprof/inflate.ts";

const MEBIBYTE = 1024 * 1024;
const PLAIN = Uint8Array.from({ length: 90_000 }, (_, at) => (at * at) >> 5);
const PACKED = gzipSync(PLAIN);
const flipped = PACKED.map((byte, at) => (at === 500 ? byte ^ 1 : byte));

describe("inflated by node:zlib", () => {
	test.each<[string, Uint8Array, number]>([
		["one member", PACKED, PLAIN.length],
		["two members", Buffer.concat([PACKED, PACKED]), 2 * PLAIN.length],
		["up to the last byte allowed", gzipSync(Buffer.alloc(MEBIBYTE)), MEBIBYTE],
	])("%s", (_, bytes, size) => {
		const out = inflateFast(bytes, MEBIBYTE);
		expect(out).not.toBe(bytes);
		expect(out).toHaveLength(size);
		expect(Buffer.compare(out, inflate(bytes, MEBIBYTE))).toBe(0);
	});
});

describe("left to the codec, which has the words for it", () => {
	test.each<[string, Uint8Array, string | undefined]>([
		["not gzip", PLAIN, undefined],
		["nothing", new Uint8Array(0), undefined],
		["cut short", PACKED.subarray(0, -3), "profile-unreadable"],
		["only the magic", PACKED.subarray(0, 2), "profile-unreadable"],
		["a flipped bit", flipped, "profile-unreadable"],
		[
			"zeros behind it",
			Buffer.concat([PACKED, Buffer.alloc(9)]),
			"profile-unreadable",
		],
		[
			"bytes behind it",
			Buffer.concat([PACKED, Buffer.from("x")]),
			"profile-unreadable",
		],
		[
			"larger than allowed",
			gzipSync(Buffer.alloc(MEBIBYTE + 1)),
			"profile-too-large",
		],
	])("%s", (_, bytes, code) => {
		const out = inflateFast(bytes, MEBIBYTE);
		expect(out).toBe(bytes);
		expect(codeOf(() => inflate(out, MEBIBYTE))).toBe(code);
	});
	test("more than 64 times its size, beyond 16 MiB", () => {
		const bomb = gzipSync(Buffer.alloc(17 * MEBIBYTE));
		expect(inflateFast(bomb, 1024 * MEBIBYTE)).toBe(bomb);
	});
});

function codeOf(run: () => unknown): string | undefined {
	try {
		run();
	} catch (error) {
		if (error instanceof Stop) return error.problems[0]?.code;
		throw error;
	}
	return undefined;
}
