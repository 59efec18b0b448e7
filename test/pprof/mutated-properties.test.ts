import { gzipSync } from "node:zlib";
import { afterAll, expect, jest, test } from "@jest/globals";
import fc from "fast-check";
import { inflate } from "../../src/pprof/inflate.ts";
import { writeProfile } from "../../src/pprof/write.ts";
import { fixtureBytes } from "../support/fixture-profiles.ts";
import { hostileReader } from "../support/hostile-reader.ts";
import type { Verdict } from "../support/hostile-worker.ts";
import { syntheticHeap } from "../support/synthetic-profile.ts";

const MEBIBYTE = 1024 * 1024;
/** The most memory a file may cost, in times its size. */
const MOST_TIMES = 64;

const REAL = [
	inflate(fixtureBytes("go1.26/goroutineleak.pb.gz"), MEBIBYTE),
	inflate(fixtureBytes("go1.27/threadcreate.pb.gz"), MEBIBYTE),
	writeProfile(syntheticHeap({ samples: 12, depth: 6 })),
];

/** Takes bytes out at a place and puts others in: new ones, or a piece of the file itself. */
interface Edit {
	readonly at: number;
	readonly removed: number;
	readonly inserted: ArrayLike<number> | { from: number; length: number };
}

const EDIT: fc.Arbitrary<Edit> = fc.oneof(
	// A byte in place of another: often it reads on, with other numbers.
	{
		weight: 4,
		arbitrary: fc.record({
			at: fc.nat(),
			removed: fc.constant(1),
			inserted: fc.uint8Array({ minLength: 1, maxLength: 1 }),
		}),
	},
	fc.record({
		at: fc.nat(),
		removed: fc.nat(40),
		inserted: fc.oneof(
			fc.uint8Array({ maxLength: 12 }),
			// Long varints, lengths, zeros.
			fc.constantFrom([0x00], [0x7f], [0x80], Array<number>(9).fill(0xff)),
			fc.record({ from: fc.nat(), length: fc.nat(60) }),
		),
	}),
);
const CASE = fc.record({
	real: fc.constantFrom(...REAL),
	edits: fc.array(EDIT, { minLength: 1, maxLength: 3 }),
	packed: fc.boolean(),
});

jest.setTimeout(600_000);

const reader = hostileReader();
afterAll(() => reader.close());

test("a mutated real profile: no crash, no second of work, no 64 times its size", async () => {
	const counts = { read: 0, refused: 0 };
	await fc.assert(
		fc.asyncProperty(CASE, async ({ real, edits, packed }) => {
			const bytes = edits.reduce(edited, real);
			const verdict = await reader.verdictOn(packed ? gzipSync(bytes) : bytes);
			counts[verdict.codes.length === 0 ? "read" : "refused"]++;
			expectHarmless(verdict, bytes.length);
		}),
		{ numRuns: 10_000 },
	);
	// Both ways are walked often, so neither is a matter of luck.
	expect(counts.read).toBeGreaterThan(500);
	expect(counts.refused).toBeGreaterThan(500);
});

test("a mutated gzip file", async () => {
	const files = REAL.map((bytes) => gzipSync(bytes));
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...files),
			fc.array(EDIT, { minLength: 1, maxLength: 2 }),
			async (real, edits) => {
				const verdict = await reader.verdictOn(edits.reduce(edited, real));
				expect(verdict.crash).toBe("");
				expect(verdict.cpuMs).toBeLessThan(1000);
			},
		),
		{ numRuns: 10_000 },
	);
});

function expectHarmless(verdict: Verdict, size: number): void {
	expect(verdict.crash).toBe("");
	for (const code of verdict.codes) expect(code).toBe("profile-unreadable");
	if (verdict.codes.length > 0)
		expect(verdict.message).toMatch(/ at (compressed )?byte \d+\.$/);
	expect(verdict.columnBytes).toBeLessThanOrEqual(MOST_TIMES * size);
	expect(verdict.allocatedBytes).toBeLessThanOrEqual(
		MOST_TIMES * size + MEBIBYTE,
	);
	expect(verdict.cpuMs).toBeLessThan(1000);
}

function edited(bytes: Uint8Array, edit: Edit): Uint8Array {
	const at = edit.at % (bytes.length + 1);
	return Buffer.concat([
		bytes.subarray(0, at),
		"from" in edit.inserted
			? pieceOf(bytes, edit.inserted)
			: Uint8Array.from(edit.inserted),
		bytes.subarray(Math.min(at + edit.removed, bytes.length)),
	]);
}

function pieceOf(
	bytes: Uint8Array,
	{ from, length }: { from: number; length: number },
): Uint8Array {
	const start = from % (bytes.length + 1);
	return bytes.subarray(start, start + length);
}
