import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
	formatMoment,
	timeTicks,
	valueTicks,
} from "../../../src/report/html/ticks.ts";

const MIB = 1024 ** 2;

test.each([
	[611, "count", [0, 200, 400, 600, 800]],
	[14, "count", [0, 5, 10, 15]],
	[3, "count", [0, 1, 2, 3]],
	[0, "count", [0, 1]],
	[27.3 * MIB, "bytes", [0, 10 * MIB, 20 * MIB, 30 * MIB]],
	[1.5 * MIB, "bytes", [0, 0.5 * MIB, MIB, 1.5 * MIB]],
] as const)("values up to %d %s", (max, unit, ticks) => {
	expect(valueTicks(max, unit)).toEqual(ticks);
});

test("ticks begin at 0, reach the highest value and are few", () => {
	fc.assert(
		fc.property(
			fc.double({ min: 0, max: 1e15, noNaN: true }),
			fc.constantFrom("count" as const, "bytes" as const),
			(max, unit) => {
				const ticks = valueTicks(max, unit);
				expect(ticks[0]).toBe(0);
				expect(ticks.at(-1)).toBeGreaterThanOrEqual(max * 0.999);
				expect(ticks.length).toBeLessThanOrEqual(6);
			},
		),
	);
});

test.each([
	[6_430, 103_000, ["30s", "1m", "1m30s"]],
	[0, 1_000, ["0s", "200ms", "400ms", "600ms", "800ms", "1s"]],
	[0, 7_200_000, ["0s", "30m", "1h", "1h30m", "2h"]],
])("moments from %d to %d ms", (fromMs, toMs, labels) => {
	expect(timeTicks([{ fromMs, toMs }]).map(formatMoment)).toEqual(labels);
});
