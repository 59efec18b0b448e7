import { describe, expect, test } from "@jest/globals";
import { allowanceOf, exceeds } from "../../src/metrics/allowance.ts";
import { goroutines } from "../../src/metrics/goroutines.ts";
import { inuseSpace } from "../../src/metrics/inuse-space.ts";
import { metricNamed, metrics } from "../../src/metrics/registry.ts";
import { rss } from "../../src/metrics/rss.ts";
import { countersWith, evidenceOf } from "../support/evidence.ts";

const NOISE = {
	first: countersWith({ goroutines: 8, heapAlloc: 1_000_000 }),
	second: countersWith({ goroutines: 10, heapAlloc: 1_040_000 }),
};
const evidence = evidenceOf([200], { noise: NOISE });

describe("what a limit permits", () => {
	test("growth, with the noise on top", () => {
		const limit = { kind: "growth", value: 5, text: "+5" } as const;
		expect(allowanceOf(goroutines, limit, evidence)).toEqual({
			kind: "growth",
			limit: 5,
			noise: 2,
			growth: 7,
		});
	});
	test("percent of the value before load", () => {
		const limit = {
			kind: "growth-percent",
			percent: 10,
			text: "+10%",
		} as const;
		expect(allowanceOf(goroutines, limit, evidence)).toEqual({
			kind: "growth",
			limit: 20,
			noise: 2,
			growth: 22,
		});
	});
	test("auto: 24 KiB, or the noise", () => {
		const limit = { kind: "growth-auto", text: "auto" } as const;
		expect(allowanceOf(inuseSpace, limit, evidence)).toMatchObject({
			growth: 40_000,
			noise: 40_000,
		});
		expect(allowanceOf(inuseSpace, limit, evidenceOf([200]))).toMatchObject({
			growth: 24 * 1024,
			noise: 0,
		});
	});
	test("a ceiling has no noise", () => {
		const limit = { kind: "ceiling", value: 300, text: "300" } as const;
		expect(allowanceOf(goroutines, limit, evidence)).toEqual({
			kind: "ceiling",
			ceiling: 300,
		});
	});
	test("nothing where the metric is not measured", () => {
		const limit = { kind: "growth", value: 5, text: "+5" } as const;
		expect(allowanceOf(rss, limit, evidence)).toBeUndefined();
	});
});

test("a limit is exceeded by more than it permits, not by as much", () => {
	const growth = { kind: "growth", limit: 5, noise: 2, growth: 7 } as const;
	expect([exceeds(growth, 107, 100), exceeds(growth, 108, 100)]).toEqual([
		false,
		true,
	]);
	const ceiling = { kind: "ceiling", ceiling: 107 } as const;
	expect([exceeds(ceiling, 107, 0), exceeds(ceiling, 108, 0)]).toEqual([
		false,
		true,
	]);
});

test("each metric is found by its name, once", () => {
	for (const metric of metrics) expect(metricNamed(metric.name)).toBe(metric);
	expect(new Set(metrics.map((metric) => metric.name)).size).toBe(
		metrics.length,
	);
	expect(() => metricNamed("constructor")).toThrow("does not measure");
});
