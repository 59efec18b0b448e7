import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, jest, test } from "@jest/globals";
import { Stop } from "../../src/model/problem.ts";
import { exactAt } from "../../src/pprof/int-column.ts";
import { readProfile } from "../../src/pprof/read.ts";
import { stacksOf } from "../../src/pprof/stacks.ts";
import { SHOP } from "../support/fixture-profiles.ts";
import { hostileReader } from "../support/hostile-reader.ts";
import {
	bytes,
	int,
	ints,
	message,
	type ProfileDraft,
	profileBytes,
	varint,
} from "../support/profile-bytes.ts";

jest.setTimeout(300_000);

const MEBIBYTE = 1024 * 1024;
const reader = hostileReader();
afterAll(() => reader.close());

const SMALL: ProfileDraft = {
	sampleTypes: [["n", "count"]],
	samples: [{ locations: [1], values: [1] }],
	locations: [{ id: 1, lines: [[1, 7]] }],
	functions: [{ id: 1, name: "main.f", file: "f.go" }],
};

describe("bombs", () => {
	test("of gzip", () => {
		const bomb = gzipSync(Buffer.alloc(17 * MEBIBYTE));
		expect(bomb.length).toBeLessThan(20_000);
		expect(codeOf(bomb)).toBe("profile-too-large");
	});

	test("of gzip in gzip: one layer is taken off, the next is no profile", () => {
		const bomb = gzipSync(gzipSync(Buffer.alloc(17 * MEBIBYTE)));
		expect(codeOf(bomb)).toBe("profile-unreadable");
	});

	test("of frames: a location of many inlined calls, many times on every stack", async () => {
		const draft = {
			...SMALL,
			locations: [{ id: 1, lines: Array(2000).fill([1, 7]) }],
			samples: Array(50).fill({ locations: Array(2000).fill(1), values: [1] }),
		};
		const verdict = await reader.verdictOn(profileBytes(draft));
		expect(verdict.codes).toEqual(["profile-unreadable"]);
		expect(verdict.message).toMatch(
			/stand for 200000000 frames at byte \d+\.$/,
		);
	});

	test("of text: a long name on very many lines", async () => {
		const long = "runtime.".padEnd(500_000, "a");
		const verdict = await reader.verdictOn(
			profileBytes({
				...SMALL,
				functions: [{ id: 1, name: long, file: `/${long}` }],
				locations: Array.from({ length: 5000 }, (_, row) => ({
					id: row + 1,
					lines: [[1, row]],
				})),
				samples: Array.from({ length: 5000 }, (_, row) => ({
					locations: [row + 1],
					values: [1],
				})),
			}),
		);
		expect(verdict).toMatchObject({ codes: [], crash: "" });
		expect(verdict.cpuMs).toBeLessThan(1000);
	});

	const LONG = "a/%2e".repeat(60_000);
	test.each([
		["name", `main.${LONG}`, (long: string, row: number) => [long, `${row}`]],
		["package", `${LONG}/a.f`, (long: string, row: number) => [long, `${row}`]],
		["file", LONG, (long: string, row: number) => [`main.f${row}`, long]],
	] as const)(
		"of text: a long %s, with very many of the other",
		async (_, long, make) => {
			const rows = Array.from({ length: 5000 }, (_, row) => row);
			const verdict = await reader.verdictOn(
				profileBytes({
					...SMALL,
					functions: rows.map((row) => {
						const [name = "", file = ""] = make(long, row);
						return { id: row + 1, name, file };
					}),
					locations: rows.map((row) => ({
						id: row + 1,
						lines: [[row + 1, 1]],
					})),
					samples: rows.map((row) => ({ locations: [row + 1], values: [1] })),
				}),
			);
			expect(verdict).toMatchObject({ codes: [], crash: "" });
			expect(verdict.cpuMs).toBeLessThan(1000);
		},
	);

	test("of text: a long file name of very many functions, a long label on very many samples", async () => {
		const long = "a".repeat(500_000);
		const labels = [{ key: long, text: `${long}b` }];
		const verdict = await reader.verdictOn(
			profileBytes({
				...SMALL,
				functions: Array.from({ length: 3000 }, (_, row) => ({
					id: row + 1,
					name: `runtime.${row % 100}`,
					file: long,
				})),
				samples: Array.from({ length: 3000 }, () => ({
					locations: [1],
					values: [1],
					labels,
				})),
			}),
		);
		expect(verdict).toMatchObject({ codes: [], crash: "" });
		expect(verdict.cpuMs).toBeLessThan(1000);
	});
});

describe("nesting", () => {
	// Attack 71.
	test("lengths in lengths, five hundred deep, in a field that nobody knows", () => {
		let nested: number[] = [];
		for (let depth = 0; depth < 500; depth++) nested = message(20, [nested]);
		const whole = Uint8Array.from([...nested, ...profileBytes(SMALL)]);
		expect(readProfile(whole).samples.count).toBe(1);
	});

	test("groups, which nothing may skip by recursion", () => {
		const groups = Array(100_000).fill([...varint(20 * 8 + 3)]);
		const whole = [...groups.flat(), ...profileBytes(SMALL)];
		expect(codeOf(Uint8Array.from(whole))).toBe("profile-unreadable");
	});
});

// Attack 68.
test("cycles: recursion through one location and through two functions is only a long stack", () => {
	const stacks = stacksOf(
		readProfile(
			profileBytes({
				...SMALL,
				samples: [{ locations: [1, 1, 2, 1, 2, 1], values: [3] }],
				locations: [
					{ id: 1, lines: [[1, 7]] },
					{
						id: 2,
						lines: [
							[2, 1],
							[1, 9],
						],
					},
				],
				functions: [
					{ id: 1, name: "main.f" },
					{ id: 2, name: "main.g" },
				],
			}),
		),
		{ modules: SHOP },
	);
	const names = stacks[0]?.frames.map((frame) => frame.function.slice(-1));
	expect(names?.join("")).toBe("ffgffgff");
});

describe("two files in one", () => {
	const timed = profileBytes({ ...SMALL, timeNanos: 5 });
	test("members of gzip one after another: a second profile follows", () => {
		const both = Buffer.concat([gzipSync(timed), gzipSync(timed)]);
		expect(() => readProfile(both)).toThrow(
			`a second profile follows the first at byte ${timed.indexOf(9 * 8) + timed.length + 1}`,
		);
	});
	test("a profile cut between members is one all the same", () => {
		const both = [timed.subarray(0, 20), timed.subarray(20)].map((part) =>
			gzipSync(part),
		);
		expect(readProfile(Buffer.concat(both)).samples.count).toBe(1);
	});
	test("gzip behind a profile that is not gzipped", () => {
		expect(codeOf(Buffer.concat([timed, gzipSync(timed)]))).toBe(
			"profile-unreadable",
		);
	});
});

describe("varints", () => {
	const value = (...encoded: number[]) => {
		const sample = message(2, [[2 * 8, ...encoded]]);
		const whole = [...message(1, []), ...sample, ...bytes(6, "")];
		return exactAt(readProfile(Uint8Array.from(whole)).samples.values, 0);
	};
	test("longer than they need be count as what they say", () => {
		expect(value(0x85, 0)).toBe(5n);
		expect(value(0x85, ...Array(8).fill(0x80), 0)).toBe(5n);
	});
	test("bits beyond the 64th fall away, as in Go", () => {
		expect(value(...Array(9).fill(0xff), 0x7f)).toBe(-1n);
		expect(value(...Array(9).fill(0x80), 0x7e)).toBe(0n);
	});
	test("of eleven bytes are none", () => {
		expect(() => value(...Array(10).fill(0x80), 0)).toThrow(
			"invalid varint encoding",
		);
	});
});

test("bytes behind a profile: what is no field is a problem", () => {
	const whole = profileBytes(SMALL);
	for (const tail of [[0], [0xff], [0x0a], [0x12, 0x7f], [0x30, 0x00]])
		expect(codeOf(Uint8Array.from([...whole, ...tail]))).toBe(
			"profile-unreadable",
		);
});

test("a small profile cut at every byte, gzipped or not, is a problem or whole", () => {
	const whole = profileBytes({ ...SMALL, timeNanos: 5 });
	for (let length = 0; length < whole.length; length++) {
		const cut = whole.subarray(0, length);
		// The string table comes last, and its last string is asked for.
		expect([length, codeOf(cut)]).toEqual([length, "profile-unreadable"]);
		expect(codeOf(gzipSync(cut))).toBe("profile-unreadable");
	}
	const packed = gzipSync(whole);
	for (let length = 0; length < packed.length; length++)
		expect(codeOf(packed.subarray(0, length))).toBe("profile-unreadable");
});

test("labels that name what objects have anyway are labels", () => {
	const [stack] = stacksOf(
		readProfile(
			profileBytes({
				...SMALL,
				samples: [
					{
						locations: [1],
						values: [1],
						labels: [
							{ key: "__proto__", text: "a" },
							{ key: "constructor", text: "b" },
						],
					},
				],
			}),
		),
		{ modules: SHOP },
	);
	expect(Object.entries(stack?.labels ?? {})).toEqual([
		["__proto__", "a"],
		["constructor", "b"],
	]);
});

test("ids: references to 0, to nothing and to the largest there is", () => {
	for (const id of [0, 2, 2n ** 53n, 2n ** 64n - 1n]) {
		const sample = message(2, [ints(1, [id]), int(2, 1)]);
		const whole = [
			...message(1, []),
			...sample,
			...message(4, [int(1, 1)]),
			...bytes(6, ""),
		];
		expect(() => readProfile(Uint8Array.from(whole))).toThrow(
			`there is no location ${id} at byte`,
		);
	}
});

function codeOf(whole: Uint8Array): string | undefined {
	try {
		readProfile(whole);
	} catch (error) {
		if (error instanceof Stop) return error.problems[0]?.code;
		throw error;
	}
	return undefined;
}
