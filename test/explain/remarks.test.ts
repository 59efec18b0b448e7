import { describe, expect, test } from "@jest/globals";
import { remarks } from "../../src/explain/remarks.ts";
import type { Memory, Verdict } from "../../src/model/verdict.ts";
import { finding, verdict } from "../report/verdicts.ts";

const MIB = 1024 ** 2;

/** MiB; 20 of RSS, 10 held, 2 in use and 1 of stacks before the load. */
function memory(after: Partial<Memory>): NonNullable<Verdict["memory"]> {
	const scaled = (one: Memory): Memory => ({
		rss: one.rss === null ? null : one.rss * MIB,
		held: one.held * MIB,
		inuse: one.inuse * MIB,
		stacks: one.stacks * MIB,
	});
	const before = { rss: 20, held: 10, inuse: 2, stacks: 1 };
	return { before: scaled(before), after: scaled({ ...before, ...after }) };
}

const within = finding([0], { outcome: "within", kind: "steady" });
const heapOver = finding([MIB], { metric: "inuse_space", unit: "bytes" });

describe("memory", () => {
	test.each<[string, Partial<Memory>, readonly RegExp[]]>([
		["stands still", {}, []],
		["grows by little", { rss: 27, held: 16 }, []],
		[
			"is kept for reuse",
			{ rss: 60, held: 48, inuse: 3 },
			[/^Memory: RSS 20\.0 MiB → 60\.0 MiB, held by Go/, /37\.0 MiB .* reuse/],
		],
		[
			"is allocated in C",
			{ rss: 60, held: 11 },
			[/^Memory: /, /39\.0 MiB .* \(cgo\)/],
		],
		["is a heap that grew as it should", { rss: 60, held: 50, inuse: 42 }, []],
		["cannot be asked of the system", { rss: null, held: 60 }, []],
	])("%s, within budget", (_, after, sentences) => {
		const said = remarks(
			verdict({ findings: [within], memory: memory(after) }),
		);
		expect(said).toHaveLength(sentences.length);
		for (const [index, one] of sentences.entries())
			expect(said[index]).toMatch(one);
	});

	test("is shown, though no gap stands out, where a budget of it is over", () => {
		expect(
			remarks(
				verdict({
					findings: [heapOver],
					memory: memory({ rss: 24, held: 14, inuse: 6 }),
				}),
			),
		).toEqual([
			"Memory: RSS 20.0 MiB → 24.0 MiB, held by Go 10.0 MiB → 14.0 MiB, in use 2.0 MiB → 6.0 MiB, stacks 1.0 MiB → 1.0 MiB.",
		]);
	});

	test("of stacks is said where goroutines leak, and only there", () => {
		const grown = memory({ held: 18, stacks: 9 });
		expect(remarks(verdict({ memory: grown }))).toEqual([
			expect.stringContaining("stacks 1.0 MiB → 9.0 MiB"),
			expect.stringContaining("take +8.0 MiB, which no heap profile shows"),
		]);
		expect(remarks(verdict({ findings: [within], memory: grown }))).toEqual([]);
	});

	test("was not measured", () => {
		expect(remarks(verdict())).toEqual([]);
	});
});

describe("connections", () => {
	const over = finding([100], {
		metric: "tcp_connections",
		parts: [
			{ name: "established", before: 4, after: 5 },
			{ name: "close_wait", before: 0, after: 100 },
		],
	});

	test("are told by state, the state that grew most first", () => {
		expect(remarks(verdict({ findings: [over] }))).toEqual([
			"Connections by state: close_wait 0 → 100, established 4 → 5. In close_wait the other end has closed, and the service has not: a Close is missing.",
		]);
	});

	test("within budget are no matter, nor is what a file calls a state", () => {
		const calm = { ...over, outcome: "within" as const };
		expect(remarks(verdict({ findings: [calm] }))).toEqual([]);
		const parts = [{ name: "constructor", before: 0, after: 9 }];
		expect(remarks(verdict({ findings: [{ ...over, parts }] }))).toEqual([
			"Connections by state: constructor 0 → 9.",
		]);
	});
});
