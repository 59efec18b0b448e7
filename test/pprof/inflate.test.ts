import { expect, test } from "@jest/globals";
import { gzip } from "pako";
import { Stop } from "../../src/model/problem.ts";
import { inflate } from "../../src/pprof/inflate.ts";

const PLAIN = Uint8Array.from({ length: 200_000 }, (_, at) => (at * at) >> 5);
const MEBIBYTE = 1024 * 1024;

test("what is not gzip comes back as it is", () => {
	expect(inflate(PLAIN, MEBIBYTE)).toBe(PLAIN);
});

test("one member, and several one after another", () => {
	const packed = gzip(PLAIN);
	expect(Buffer.compare(inflate(packed, MEBIBYTE), PLAIN)).toBe(0);
	const twice = inflate(joined(packed, gzip(Uint8Array.of(1, 2))), MEBIBYTE);
	expect(twice.length).toBe(PLAIN.length + 2);
	expect([...twice.subarray(-2)]).toEqual([1, 2]);
	expect(Buffer.compare(twice.subarray(0, -2), PLAIN)).toBe(0);
});

test("a stated size that lies does no harm", () => {
	const packed = gzip(PLAIN).slice();
	new DataView(packed.buffer).setUint32(packed.length - 4, 0xffff_ffff, true);
	expect(stopOf(() => inflate(packed, MEBIBYTE))?.message).toMatch(
		/the gzip data is damaged \(incorrect length check\) at compressed byte/,
	);
});

test("an output that fills its buffer to the last byte", () => {
	for (const size of [65_535, 65_536, 65_537, 131_072, 196_608])
		expect(inflate(gzip(PLAIN.subarray(0, size)), MEBIBYTE).length).toBe(size);
});

test("cut anywhere, it is one problem", () => {
	const packed = gzip(PLAIN.subarray(0, 3000));
	for (let length = 2; length < packed.length; length++)
		expect(
			stopOf(() => inflate(packed.subarray(0, length), MEBIBYTE))?.code,
		).toBe("profile-unreadable");
});

test.each<[string, (packed: Uint8Array) => Uint8Array, RegExp]>([
	[
		"bytes behind it",
		(packed) => joined(packed, Uint8Array.of(7)),
		/bytes follow the end of the gzip data at compressed byte \d+\.$/,
	],
	[
		"zeros behind it",
		(packed) => joined(packed, new Uint8Array(512)),
		/bytes follow the end/,
	],
	[
		"a wrong checksum",
		(packed) => flipped(packed, packed.length - 8),
		/damaged \(incorrect data check\)/,
	],
	[
		"a flipped bit inside",
		(packed) => flipped(packed, packed.length >> 1),
		/damaged/,
	],
	[
		"another method",
		(packed) => flipped(packed, 2),
		/damaged \(unknown compression method\)/,
	],
])("%s", (_, change, message) => {
	const problem = stopOf(() => inflate(change(gzip(PLAIN)), MEBIBYTE));
	expect(problem?.code).toBe("profile-unreadable");
	expect(problem?.message).toMatch(message);
});

test("a bomb stops at the limit: 64 times its size or 16 MiB, and what was allowed", () => {
	const bomb = gzip(new Uint8Array(17 * MEBIBYTE));
	expect(stopOf(() => inflate(bomb, 1024 * MEBIBYTE))?.message).toContain(
		`${16 * MEBIBYTE} bytes`,
	);
	expect(stopOf(() => inflate(bomb, MEBIBYTE))?.code).toBe("profile-too-large");
	expect(stopOf(() => inflate(PLAIN, 100))?.code).toBe("profile-too-large");
	const allowed = gzip(new Uint8Array(MEBIBYTE));
	expect(inflate(allowed, MEBIBYTE).length).toBe(MEBIBYTE);
});

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
	return Uint8Array.from([...a, ...b]);
}

function flipped(bytes: Uint8Array, at: number): Uint8Array {
	return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
}

function stopOf(run: () => unknown) {
	try {
		run();
	} catch (error) {
		if (error instanceof Stop) return error.problems[0];
		throw error;
	}
	return undefined;
}
