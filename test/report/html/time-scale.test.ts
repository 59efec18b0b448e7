import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Phase } from "../../../src/model/evidence.ts";
import type { Band } from "../../../src/report/html/bands.ts";
import { timeScale } from "../../../src/report/html/time-scale.ts";

const SECOND = 1_000;

test("a wait of 30 s beside rounds of a second is cut in its middle", () => {
	const bands = run(
		["before", 1.5],
		["load", 1],
		["settle", 1.2],
		["load", 1],
		["settle", 30],
	);
	const scale = timeScale(bands);
	expect(scale.breaks).toHaveLength(1);
	const [cut] = scale.breaks;
	expect(cut?.fromMs).toBeGreaterThan(5 * SECOND);
	expect(cut?.toMs).toBeLessThan(36.5 * SECOND);
	const share = (band: Band | undefined) =>
		scale.place(band?.toMs ?? 0) - scale.place(band?.fromMs ?? 0);
	expect(share(bands[1])).toBeGreaterThan(0.09);
	expect(share(bands[4])).toBeLessThan(0.6);
	// The rounds are all drawn to the same scale.
	expect(share(bands[1])).toBeCloseTo(share(bands[3]), 9);
});

test.each<[string, readonly (readonly [Phase, number])[]]>([
	[
		"short waits",
		[
			["before", 1],
			["load", 6],
			["settle", 2],
			["load", 6],
			["settle", 30],
		],
	],
	[
		"waits that are hardly longer",
		[
			["load", 1],
			["settle", 1.5],
			["load", 1],
			["settle", 1.5],
		],
	],
	["no load at all", [["before", 60]]],
])("%s stay as they are", (_, parts) => {
	const bands = run(...parts);
	const scale = timeScale(bands);
	expect(scale.breaks).toEqual([]);
	const middle = (scale.fromMs + scale.toMs) / 2;
	expect(scale.place(middle)).toBeCloseTo(0.5, 9);
});

test("any run: time never goes back, and the axis begins and ends with it", () => {
	const part = fc.tuple(
		fc.constantFrom<Phase>("before", "load", "settle"),
		fc.double({ min: 0.01, max: 3_600, noNaN: true }),
	);
	fc.assert(
		fc.property(
			fc.array(part, { minLength: 1, maxLength: 12 }),
			fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
			(parts, at) => {
				const { fromMs, toMs, place, breaks, shown } = timeScale(run(...parts));
				expect(place(fromMs)).toBeCloseTo(0, 9);
				expect(place(toMs)).toBeCloseTo(1, 9);
				const places = at
					.toSorted((a, b) => a - b)
					.map((share) => place(fromMs + share * (toMs - fromMs)));
				expect(places).toEqual(places.toSorted((a, b) => a - b));
				expect(shown).toHaveLength(breaks.length + 1);
				for (const one of [...breaks, ...shown])
					expect(one.toMs).toBeGreaterThanOrEqual(one.fromMs);
			},
		),
	);
});

/** Bands of so many seconds, one behind the other. */
function run(...parts: readonly (readonly [Phase, number])[]): readonly Band[] {
	let fromMs = 3 * SECOND;
	return parts.map(([phase, seconds], round) => {
		const band = {
			phase,
			round,
			fromMs,
			toMs: fromMs + seconds * SECOND,
			readings: [],
		};
		fromMs = band.toMs;
		return band;
	});
}
