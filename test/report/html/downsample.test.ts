import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { downsample, type Point } from "../../../src/report/html/downsample.ts";

const series = fc
	.array(fc.integer({ min: -1_000, max: 1_000 }), { maxLength: 3_000 })
	.map((values) => values.map((y, x): Point => ({ x, y })));

test("keeps its bound, the ends, the extremes and the order", () => {
	fc.assert(
		fc.property(series, fc.integer({ min: 4, max: 600 }), (points, max) => {
			const kept = downsample(points, max);
			expect(kept.length).toBeLessThanOrEqual(Math.max(max, 0));
			expect(kept.at(0)).toEqual(points.at(0));
			expect(kept.at(-1)).toEqual(points.at(-1));
			for (const of of [Math.min, Math.max])
				expect(of(...kept.map(({ y }) => y))).toBe(
					of(...points.map(({ y }) => y)),
				);
			const places = kept.map(({ x }) => x);
			expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
		}),
	);
});

test("few points stay as they are", () => {
	const points = [
		{ x: 0, y: 3 },
		{ x: 1, y: 3 },
		{ x: 2, y: 3 },
	];
	expect(downsample(points, 600)).toEqual(points);
});
