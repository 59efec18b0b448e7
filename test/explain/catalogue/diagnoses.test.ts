import { describe, expect, test } from "@jest/globals";
import { diagnoses } from "../../../src/explain/catalogue/diagnoses.ts";
import { rows } from "../../../src/explain/catalogue/rows.ts";
import type { Suspect } from "../../../src/explain/catalogue/trace.ts";
import { recordedStacks } from "./recorded-stacks.ts";
import { OPENED, WRITTEN } from "./written-stacks.ts";

describe.each(["go1.26", "go1.27"])("what %s prints", (version) => {
	const recorded = recordedStacks(version);

	test.each(recorded)("$id", ({ id, stacks }) => {
		const given = ids(stacks);
		expect(given).toContain(id);
		expect(given).not.toContain(null);
	});

	// Only the runtime's frames, which debug=2 leaves out, tell these from others.
	const HIDDEN: Readonly<Record<string, string>> = {
		"range-over-unclosed": "receive-without-sender",
	};

	test.each(recorded)("$id, from a dump with debug=2", ({ id, stacks }) => {
		expect(ids(stacks.map(withoutRuntime))).toContain(HIDDEN[id] ?? id);
	});
});

test.each(WRITTEN)("%s, as its library's source says", (id, ...stacks) => {
	expect(new Set(ids(stacks))).toEqual(new Set([id]));
});

test("every signature has a stack that shows it", () => {
	const shown = [...recordedStacks("go1.26"), ...recordedStacks("go1.27")];
	const given = [
		...shown.flatMap(({ stacks }) => ids(stacks)),
		...WRITTEN.flatMap(([, ...stacks]) => ids(stacks)),
		...OPENED.map(([id]) => id),
	];
	const unseen = rows.filter(({ id }) => !given.includes(id));
	expect(unseen.map(({ id }) => id)).toEqual([]);
});

describe("two stacks together", () => {
	test.each(OPENED)("%s", (id, beside, memory) => {
		expect(ids([memory, beside])[0]).toBe(id);
		expect(ids([memory])[0]).not.toBe(id);
	});

	const loop = (name: string, wait: string, growth: number): Suspect => ({
		metric: "goroutines",
		function: `net/http.(*persistConn).${name}`,
		stack: [{ function: `net/http.(*persistConn).${name}` }],
		wait,
		growth,
	});

	test.each([
		[loop("readLoop", "select", 80), "http-body-not-closed"],
		[loop("readLoop", "IO wait", 80), "http-transport-per-request"],
		[loop("readLoop", "select", 9), "http-client-connections-open"],
	])("writeLoop is read by the readLoop that grew as much", (other, id) => {
		expect(ids([loop("writeLoop", "select", 80), other])[0]).toBe(id);
	});

	test("a connection that a request waits on is not idle", () => {
		const name = "net/http.(*persistConn).roundTrip";
		const request = {
			...loop("roundTrip", "select", 80),
			stack: [{ function: name }, { function: "main.fetch" }],
		};
		const idle = loop("readLoop", "IO wait", 80);
		expect(ids([idle])).toEqual(["http-transport-per-request"]);
		expect(ids([idle, request])).toEqual([
			"http-client-without-timeout",
			"http-client-without-timeout",
		]);
	});

	test.each([
		["shop/feed.(*Reader).poll", "ticker-loop-not-ended"],
		["shop/mail.(*Queue).run", "select-never-ends"],
	])("tickers speak for the loops of their package: %s", (name, id) => {
		const worker = {
			...loop("", "select", 50),
			function: name,
			stack: [{ function: name }],
		};
		const tickers = site("time.newTimer", "time.NewTicker", "shop/feed.New");
		expect(idOf(worker, [tickers])).toBe(id);
	});

	const site = (...functions: readonly string[]): Suspect => ({
		metric: "inuse_space",
		function: functions.find((one) => /^(?:main|shop)/u.test(one)) ?? "",
		stack: functions.map((one) => ({ function: one })),
		wait: null,
		growth: 1000,
	});
	const handler = ["main.log.func1", "main.auth.func1", "main.routes.func2"];

	test("a map far out, in which all requests meet, says nothing of what they allocate", () => {
		const own = site("main.newPage", "main.(*Pages).Find", ...handler);
		// Since Go 1.24 the map's code is in a package of its own.
		const store = [
			"internal/sync.newEntryNode[...]",
			"internal/sync.(*HashTrieMap[...]).Swap",
			"sync.(*Map).Store",
		];
		const near = site(...store, "main.(*Pages).Find", ...handler);
		const far = site(...store, "main.auth.func1", "main.routes");
		expect(idOf(own, [near])).toBe("sync-map-grows");
		expect(idOf(own, [far])).toBe("heap-kept");
	});

	test("memory is its goroutines' only where they are of its package", () => {
		const own = site(
			"strings.Repeat",
			"shop/cache.(*Pages).Find",
			"shop/web.auth.func1",
		);
		const leak = (name: string) => ({
			...loop("readLoop", "chan send", 50),
			function: name,
			stack: [{ function: name }],
		});
		expect(ids([own, leak("shop/cache.(*Pages).warm")])[0]).toBe(
			"held-by-goroutines",
		);
		for (const other of ["shop/mail.(*Queue).send", "shop/web.(*Log).ship"])
			expect(ids([own, leak(other)])[0]).toBe("string-kept-whole");
	});
});

/** What every service has, and no signature may name. */
test.each([
	["syscall", ["os/signal.signal_recv", "os/signal.loop"]],
	["a reason of Go 1.40", ["main.work"]],
])("silent: %s in %j", (wait, functions) => {
	const stack = functions.map((one) => ({ function: one }));
	const metric = "goroutines";
	expect(
		ids([{ metric, function: "main.main", stack, wait, growth: 1 }]),
	).toEqual([null]);
});

function ids(stacks: readonly Suspect[]): readonly (string | null)[] {
	return diagnoses(stacks).map((diagnosis) => diagnosis?.id ?? null);
}

function idOf(suspect: Suspect, beside: readonly Suspect[]): string | null {
	return diagnoses([suspect], beside)[0]?.id ?? null;
}

function withoutRuntime(suspect: Suspect): Suspect {
	const first = suspect.stack.findIndex(
		({ function: name }) => !name.startsWith("runtime."),
	);
	return { ...suspect, stack: suspect.stack.slice(Math.max(0, first)) };
}
