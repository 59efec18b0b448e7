import { describe, expect, test } from "@jest/globals";
import type { Stack } from "../../src/model/profile.ts";
import { readProfile } from "../../src/pprof/read.ts";
import { stacksOf } from "../../src/pprof/stacks.ts";
import {
	fixtureBytes,
	fixtureText,
	SHOP,
} from "../support/fixture-profiles.ts";
import { readSums } from "../support/pprof-sums.ts";
import { type ProfileDraft, profileBytes } from "../support/profile-bytes.ts";

function fixture(name: string): readonly Stack[] {
	return stacksOf(readProfile(fixtureBytes(`${name}.pb.gz`)), {
		modules: SHOP,
	});
}

function drafted(draft: ProfileDraft): readonly Stack[] {
	return stacksOf(readProfile(profileBytes(draft)), { modules: SHOP });
}

function total(stacks: readonly Stack[], value: "count" | "bytes"): number {
	return stacks.reduce((sum, stack) => sum + stack[value], 0);
}

const FOLDERS = ["go1.26", "go1.27", "go1.26-trimpath"];

describe.each(FOLDERS)("profiles of %s", (folder) => {
	test("goroutines: all but the one that collects would be its own service's", () => {
		const expected = readSums(fixtureText(`${folder}/goroutine.sums.txt`));
		// The program writes its own profile: that goroutine is left out.
		expect(total(fixture(`${folder}/goroutine`), "count")).toBe(
			expected.total - 1,
		);
	});
	test("heap: bytes by function as pprof sums inuse_space", () => {
		const stacks = fixture(`${folder}/heap`);
		const { total: bytes } = readSums(fixtureText(`${folder}/heap.sums.txt`));
		expect(total(stacks, "bytes")).toBe(bytes);
		expect(total(stacks, "count")).toBeGreaterThan(0);
	});
	test("frames are leaf first, inlined calls in place, each with its origin", () => {
		const found = fixture(`${folder}/goroutine`).find((stack) =>
			stack.frames.some((frame) =>
				frame.function.startsWith("main.waitRangeFunc"),
			),
		);
		const shown = found?.frames.map((frame) => [frame.function, frame.origin]);
		expect(shown).toEqual([
			["runtime.gopark", "standard"],
			["runtime.chanrecv", "standard"],
			["runtime.chanrecv1", "standard"],
			["main.waitRangeFunc-range1", "first-party"],
			["main.waitRangeFunc.func1", "first-party"],
			["main.waitRangeFunc", "first-party"],
		]);
	});
	test("the leak has its count, route and place", () => {
		const leaks = fixture(`${folder}/goroutineleak`);
		const leak = leaks.find((stack) => stack.count === 5);
		const frame = leak?.frames.find((one) => one.origin === "first-party");
		expect(frame).toEqual({
			function: "example.com/shop/internal/orders.(*Client).Fetch.func1",
			key: "example.com/shop/internal/orders.(*Client).Fetch",
			file: expect.stringMatching(/internal\/orders\/orders\.go$/),
			line: 14,
			origin: "first-party",
		});
		const labelled = fixture(`${folder}/goroutine`).find(
			(one) => one.count === 5,
		);
		expect(labelled?.labels).toEqual({
			"http.route": "GET /orders/{id}",
			tenant: "a=b,c",
		});
	});
	test("a stack as deep as Go records is marked", () => {
		const marked = fixture(`${folder}/goroutine`).filter(
			(one) => one.truncated,
		);
		expect(marked.map((one) => one.frames.at(-1)?.function)).toEqual([
			"main.waitDeep",
		]);
	});
	test("no frame of a library or of Go passes for the user's", () => {
		for (const { frames } of fixture(`${folder}/goroutine`))
			for (const { function: name, origin } of frames)
				expect([name, origin]).toEqual([
					name,
					/^(main\.|example\.com\/shop)/.test(name)
						? "first-party"
						: /^(gopkg\.in|golang\.org)\//.test(name)
							? "library"
							: "standard",
				]);
	});
});

test.each(["go1.26", "go1.27"])(
	"over net/http/pprof on %s, the collector and its reader are left out",
	(folder) => {
		const { total: all } = readSums(
			fixtureText(`${folder}/goroutine-http.sums.txt`),
		);
		const stacks = fixture(`${folder}/goroutine-http`);
		expect(total(stacks, "count")).toBe(all - 2);
		expect(JSON.stringify(stacks)).not.toContain("net/http/pprof");
	},
);

const HEAP: ProfileDraft = {
	sampleTypes: [
		["alloc_objects", "count"],
		["alloc_space", "bytes"],
		["inuse_objects", "count"],
		["inuse_space", "bytes"],
	],
	functions: [
		{ id: 1, name: "main.f", file: "f.go" },
		{ id: 2, name: "net.leakBudgetCounters", file: "a.go" },
		{ id: 3, name: "net/http/pprof.Index" },
	],
	locations: [
		{ id: 1, address: 1, lines: [[1, 7]] },
		{ id: 2, address: 2, lines: [[1, 7]] },
		{ id: 3, lines: [[1, 8]] },
		{ id: 4, lines: [[2, 1]] },
		{ id: 5, lines: [[3, 1]] },
	],
};

test("size classes, and addresses of one line, are one stack; what holds nothing is none", () => {
	const stacks = drafted({
		...HEAP,
		samples: [
			{
				locations: [1],
				values: [9, 9000, 2, 2048],
				labels: [{ key: "bytes", number: 1024 }],
			},
			{
				locations: [1],
				values: [9, 9000, 1, 4096],
				labels: [{ key: "bytes", number: 4096 }],
			},
			{
				locations: [2],
				values: [9, 9000, 1, 16],
				labels: [{ key: "bytes", number: 16 }],
			},
			{ locations: [3], values: [9, 9000, 0, 0] },
			{ locations: [3, 1], values: [0, 0, -1, -16] },
		],
	});
	expect(
		stacks.map((one) => [
			one.frames.map((frame) => frame.line),
			one.count,
			one.bytes,
		]),
	).toEqual([
		[[7], 4, 6160],
		[[8, 7], -1, -16],
	]);
});

test("memory of the agent and of serving profiles is left out", () => {
	const values = [1, 64, 1, 64];
	const stacks = drafted({
		...HEAP,
		samples: [
			{ locations: [1, 4], values },
			{ locations: [1, 5], values },
			{ locations: [1], values },
		],
	});
	expect(stacks).toHaveLength(1);
});

describe("goroutines of ours", () => {
	const NAMES = [
		"net/http.(*connReader).backgroundRead",
		"runtime/pprof.writeGoroutine",
		"net/http/pprof.Index",
		"net.(*leakBudgetWorker).Write",
		"main.f",
	];
	const goroutines = (
		...samples: [locations: number[], count: number, route?: string][]
	) =>
		drafted({
			sampleTypes: [["goroutine", "count"]],
			functions: NAMES.map((name, at) => ({ id: at + 1, name })),
			locations: NAMES.map((_, at) => ({ id: at + 1, lines: [[at + 1, 1]] })),
			samples: samples.map(([locations, count, route]) => ({
				locations,
				values: [count],
				labels: route ? [{ key: "http.route", text: route }] : [],
			})),
		}).map((stack) => [
			stack.frames.map((one) => one.function).join(" "),
			stack.count,
			stack.labels["http.route"],
		]);
	const [READ, WRITE, SERVE, AGENT, USER] = [1, 2, 3, 4, 5] as const;

	test("exactly one background read goes with a collector", () => {
		expect(goroutines([[WRITE, SERVE], 1], [[READ], 3])).toEqual([
			[NAMES[0], 2, undefined],
		]);
	});
	test("the one without a route goes first", () => {
		expect(
			goroutines([[WRITE, SERVE], 1], [[READ], 1], [[READ], 1, "GET /"]),
		).toEqual([[NAMES[0], 1, "GET /"]]);
	});
	test("a background read that has not begun has no frames", () => {
		expect(goroutines([[WRITE, SERVE], 1], [[], 2], [[USER], 1])).toEqual([
			["", 1, undefined],
			["main.f", 1, undefined],
		]);
	});
	test("a count below zero is not taken from", () => {
		expect(goroutines([[WRITE, SERVE], 1], [[READ], -2])).toEqual([
			[NAMES[0], -2, undefined],
		]);
	});
	test("without net/http/pprof the reads are the service's", () => {
		expect(goroutines([[WRITE, USER], 1], [[READ], 3], [[], 1])).toHaveLength(
			2,
		);
	});
	test("the agent's are left out everywhere", () => {
		expect(goroutines([[USER, AGENT], 1], [[AGENT], 1])).toEqual([]);
	});
});

test("a location that nothing names is its mapping's file, as in pprof", () => {
	const stacks = drafted({
		sampleTypes: [["threadcreate", "count"]],
		samples: [{ locations: [1, 2], values: [1] }],
		mappings: [{ id: 4, file: "/lib/libc.so.6" }],
		locations: [{ id: 1, mapping: 4 }, { id: 2 }],
	});
	expect(stacks[0]?.frames.map((frame) => frame.function)).toEqual([
		"[libc.so.6]",
		"<unknown>",
	]);
});

test("labels of any name are data", () => {
	const [stack] = drafted({
		sampleTypes: [["goroutine", "count"]],
		samples: [
			{ locations: [], values: [1], labels: [{ key: "__proto__", text: "x" }] },
		],
	});
	expect(Object.entries(stack?.labels ?? {})).toEqual([["__proto__", "x"]]);
});
