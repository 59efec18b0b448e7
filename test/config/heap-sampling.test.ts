import { describe, expect, test } from "@jest/globals";
import { samplingFor } from "../../src/config/heap-sampling.ts";
import { metrics } from "../../src/metrics/registry.ts";
import type { Budget, Limit } from "../../src/model/plan.ts";

const KIB = 1024;
const budget = (metric: string, ...limits: readonly Limit[]): Budget => ({
	metric,
	limits,
	byDefault: false,
});
const growth = (value: number): Limit => ({ kind: "growth", value, text: "" });
const ceiling = (value: number): Limit => ({
	kind: "ceiling",
	value,
	text: "",
});

describe("heap_sampling: auto", () => {
	test.each<[string, readonly Budget[], number]>([
		["+1MiB", [budget("inuse_space", growth(1024 * KIB))], 16 * KIB],
		["+512KiB", [budget("inuse_space", growth(512 * KIB))], 8 * KIB],
		[
			"a small budget: not finer",
			[budget("inuse_space", growth(KIB))],
			4 * KIB,
		],
		[
			"a large budget: not coarser",
			[budget("inuse_space", growth(1024 ** 3))],
			32 * KIB,
		],
		[
			"the strictest of two",
			[budget("inuse_space", ceiling(64 * 1024 * KIB), growth(768 * KIB))],
			12 * KIB,
		],
		[
			"a percentage, of nobody knows what",
			[
				budget("inuse_space", {
					kind: "growth-percent",
					percent: 10,
					text: "",
				}),
			],
			4 * KIB,
		],
		[
			"auto",
			[budget("inuse_space", { kind: "growth-auto", text: "" })],
			4 * KIB,
		],
		["no budget on memory", [budget("rss", growth(KIB))], 32 * KIB],
	])("%s", (_, budgets, rate) => {
		expect(samplingFor({ budgets }, metrics)).toBe(rate);
	});

	test("a leak as large as the budget is known within 25 %", () => {
		const leak = 1024 * KIB;
		const rate = samplingFor(
			{ budgets: [budget("inuse_space", growth(leak))] },
			metrics,
		);
		expect((2 * Math.sqrt(rate * leak)) / leak).toBeLessThanOrEqual(0.25);
	});

	test("limits of single stacks count too", () => {
		const budgets = [budget("inuse_space", growth(2048 * KIB))];
		const stacks = [
			{ match: "a", budgets: [budget("inuse_space", growth(512 * KIB))] },
		];
		expect(samplingFor({ budgets, stacks }, metrics)).toBe(8 * KIB);
	});
});
