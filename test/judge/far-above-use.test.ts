import { describe, expect, test } from "@jest/globals";
import { farAboveNotes } from "../../src/judge/far-above-notes.ts";
import { loweredLimits, tunedLimits } from "../../src/judge/tuned-limits.ts";
import type { Finding } from "../../src/model/verdict.ts";

const MIB = 1024 ** 2;

/** A limit that was kept in rounds which grew so, from `start` on. */
function kept(
	metric: string,
	text: string,
	value: number,
	growths: readonly number[],
	more: Partial<Finding> & { readonly start?: number } = {},
): Finding {
	const { start = 10, ...changes } = more;
	let before = start;
	const rounds = growths.map((growth) => {
		const round = { before, after: before + growth, growth };
		before += growth;
		return { ...round, requests: 100, settledMs: 10 };
	});
	return {
		metric,
		unit: metric === "goroutines" ? "count" : "bytes",
		before: start,
		peak: null,
		after: before,
		rounds,
		limit: { kind: /^\+/.test(text) ? "growth" : "ceiling", value, text },
		outcome: "within",
		kind: "steady",
		growth: growths.at(-1) ?? null,
		noise: 0,
		perRequest: null,
		...changes,
	};
}

describe("a budget is far above use when every round used less than a third, and more than twice the metric's room is left", () => {
	test.each<[string, readonly Finding[], readonly string[]]>([
		[
			"a growth",
			[kept("goroutines", "+60", 60, [19, 3])],
			[
				"The budget +60 of goroutines is far above use: no round grew by more than 19. leak-budget tune --ratchet lowers it.",
			],
		],
		[
			"a growth that is none",
			[kept("goroutines", "+60", 60, [0, -3])],
			[expect.stringContaining("is far above use: no round grew. leak-")],
		],
		["a third in one round", [kept("goroutines", "+60", 60, [1, 20])], []],
		["little in all", [kept("goroutines", "+20", 20, [0])], []],
		[
			"a ceiling",
			[kept("inuse_space", "64MiB", 64 * MIB, [MIB], { start: MIB })],
			[
				"The ceiling 64MiB of inuse_space is far above use: it was 2.0 MiB at rest at most. leak-budget tune --ratchet lowers it.",
			],
		],
		[
			"a ceiling that was nearer before the round",
			[
				kept("inuse_space", "64MiB", 64 * MIB, [-20 * MIB], {
					start: 22 * MIB,
				}),
			],
			[],
		],
		[
			"under one of two loads alone",
			[
				kept("goroutines", "+60", 60, [0], { scenario: "browse" }),
				kept("goroutines", "+60", 60, [20], { scenario: "search" }),
			],
			[],
		],
		[
			"over under one of two loads",
			[
				kept("goroutines", "+60", 60, [0], { scenario: "browse" }),
				kept("goroutines", "+60", 60, [0], {
					scenario: "search",
					outcome: "undecided",
				}),
			],
			[],
		],
		[
			"a stack's",
			[kept("inuse_space", "+9MiB", 9 * MIB, [MIB], { stacks: "a.b" })],
			[expect.stringContaining("+9MiB of inuse_space of a.b is")],
		],
		[
			"no stack matched",
			[kept("inuse_space", "+9MiB", 9 * MIB, [0], { stacks: "a.b", start: 0 })],
			[],
		],
		["over", [kept("goroutines", "+60", 60, [0], { outcome: "over" })], []],
	] as never)("%s", (_, findings, notes) => {
		expect(farAboveNotes("pass", findings)).toEqual(notes);
	});

	test("which is no news of a run that fails", () => {
		const findings = [kept("goroutines", "+60", 60, [0])];
		expect(farAboveNotes("fail", findings)).toEqual([]);
	});
});

describe("what is far above use is lowered", () => {
	test.each([
		["+600", 600, [100, 0], "+150"],
		["+600", 600, [3], "+10"],
		["2000", 2000, [400], "620"],
		["2000", 2000, [0], "30"],
	])(
		"%s of goroutines (%d), growths %j: %s",
		(text, value, growths, wanted) => {
			const finding = kept("goroutines", text, value, growths);
			expect(loweredLimits([finding], 50)).toMatchObject([
				{ text: wanted, was: text },
			]);
		},
	);

	test("by what every run used", () => {
		const runs = [100, 150].map((grew) =>
			kept("goroutines", "+600", 600, [grew]),
		);
		expect(loweredLimits(runs, 50)).toMatchObject([
			{ text: "+230", used: 150 },
		]);
	});

	test("and never raised, whatever the margin", () => {
		const finding = kept("goroutines", "+600", 600, [150]);
		expect(loweredLimits([finding], 400)).toEqual([]);
	});
});

describe("what passing runs used becomes limits", () => {
	const limits = (...findings: readonly Finding[]) =>
		tunedLimits(findings, 50).map(
			({ metric, kind, text, basis }) => `${metric} ${kind} ${text}: ${basis}`,
		);

	test("the default growth where there is one, and a ceiling above what is at rest", () => {
		const finding = kept("goroutines", "+0", 0, [40, 0], { start: 60 });
		expect(limits(finding)).toEqual([
			"goroutines growth +0: default",
			"goroutines ceiling 150: margin",
		]);
	});

	test("the most of all runs and loads counts, a warm-up does not", () => {
		expect(
			limits(
				kept("rss", "+16MiB", 16 * MIB, [90 * MIB, 15 * MIB], { start: MIB }),
				kept("rss", "+16MiB", 16 * MIB, [2 * MIB], { start: 120 * MIB }),
			),
		).toEqual(["rss growth +23MiB: margin", "rss ceiling 190MiB: margin"]);
	});

	test("nothing of a metric that was not measured", () => {
		expect(limits(kept("rss", "+16MiB", 16 * MIB, []))).toEqual([]);
	});
});
