import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Case, classify } from "../../src/judge/classify.ts";

const RESTED = { settling: "flat", patient: true } as const;

function caseOf(
	growths: readonly number[],
	changes: Partial<Case> = {},
	growth = 0,
): Case {
	const values = [10];
	for (const one of growths) values.push((values.at(-1) ?? 0) + one);
	return {
		allowance: { kind: "growth", limit: growth, noise: 0, growth },
		course: { values, growths, shared: new Set(), piledUp: false },
		rounds: "auto",
		last: RESTED,
		scatter: 0,
		moving: false,
		...changes,
	};
}

describe("what the rounds say", () => {
	const cases: readonly [string, Case, object][] = [
		[
			"one quiet round",
			caseOf([0]),
			{ state: "within", kind: "steady", growth: 0 },
		],
		[
			"growth up to the limit",
			caseOf([5], {}, 5),
			{ state: "within", kind: "steady", growth: 5 },
		],
		[
			"one round over",
			caseOf([6], {}, 5),
			{ state: "open", patientNext: false },
		],
		[
			"two rounds over: the third confirms",
			caseOf([6, 6], {}, 5),
			{ state: "open", patientNext: true },
		],
		[
			"three over",
			caseOf([6, 9, 7], {}, 5),
			{ state: "over", kind: "leak", growth: 6 },
		],
		[
			"three over, but the last wait was short",
			caseOf([6, 9, 7], { last: { settling: "flat", patient: false } }, 5),
			{ state: "open", patientNext: true },
		],
		[
			"it stops",
			caseOf([80, 0]),
			{ state: "within", kind: "warm-up", growth: 0 },
		],
		["it shrinks", caseOf([40, 20, 10]), { state: "open", patientNext: true }],
		[
			"it shrinks to the end",
			caseOf([40, 20, 10, 5, 2]),
			{ state: "within", kind: "warm-up", growth: 2 },
		],
		[
			"it grows again",
			caseOf([40, 20, 30]),
			{ state: "over", kind: "leak", growth: 20 },
		],
		[
			"a gap before three over",
			caseOf([40, 0, 30, 30, 30]),
			{ state: "over", kind: "leak", growth: 30 },
		],
		[
			"over at the end, but not for long enough",
			caseOf([0, 0, 0, 30, 30]),
			{ state: "undecided", kind: "unconfirmed", growth: 30 },
		],
		[
			"one fixed round",
			caseOf([6], { rounds: 1 }, 5),
			{ state: "over", kind: "leak", growth: 6 },
		],
		[
			"two fixed rounds",
			caseOf([6, 8], { rounds: 2 }, 5),
			{ state: "over", kind: "leak", growth: 6 },
		],
		[
			"rising without load",
			caseOf([6], { last: { settling: "rising", patient: true } }),
			{ state: "over", kind: "idle-growth", growth: 6 },
		],
		[
			"moving",
			caseOf([6], { moving: true }),
			{ state: "undecided", kind: "moving", growth: 6 },
		],
		[
			"late clean-ups spread over the rounds do not confirm",
			caseOf([6, 6, 6], {
				course: {
					values: [10, 16, 22, 28],
					growths: [6, 6, 6],
					shared: new Set([0, 1, 2]),
					piledUp: true,
				},
			}),
			{ state: "open", patientNext: true },
		],
		[
			"the mean of three rounds, and less than half of it then",
			caseOf([40, 40, 40, 15], {
				course: {
					values: [10, 50, 90, 130, 145],
					growths: [40, 40, 40, 15],
					shared: new Set([0, 1, 2]),
					piledUp: false,
				},
			}),
			{ state: "open", patientNext: true },
		],
		[
			"two equal rounds, and less than three quarters of it then: it may fill up",
			caseOf([40, 40, 29]),
			{ state: "open", patientNext: true },
		],
		[
			"two equal rounds, and not much less then",
			caseOf([40, 40, 30]),
			{ state: "over", kind: "leak", growth: 30 },
		],
		[
			"less than three quarters, but by no more than its noise",
			caseOf([40, 40, 20], { scatter: 10 }),
			{ state: "over", kind: "leak", growth: 20 },
		],
		[
			"over in all of five rounds but one",
			caseOf([40, 30, 0, 30, 40]),
			{ state: "over", kind: "leak", growth: 30 },
		],
		[
			"it fades, and then no more",
			caseOf([40, 40, 20, 20]),
			{ state: "over", kind: "leak", growth: 20 },
		],
		[
			"it fades in the last round there is",
			caseOf([40, 40, 20], { rounds: 3 }),
			{ state: "over", kind: "leak", growth: 20 },
		],
		[
			"under a ceiling",
			caseOf([6], { allowance: { kind: "ceiling", ceiling: 16 } }),
			{ state: "within", kind: "ceiling", growth: 6 },
		],
		[
			"over a ceiling",
			caseOf([6], { allowance: { kind: "ceiling", ceiling: 15 } }),
			{ state: "over", kind: "ceiling", growth: 6 },
		],
		[
			"over a ceiling before load already",
			caseOf([6], {
				allowance: { kind: "ceiling", ceiling: 9 },
				last: { settling: "quiet", patient: false },
			}),
			{ state: "over", kind: "ceiling", growth: 6 },
		],
		[
			"over a ceiling after a short wait",
			caseOf([6], {
				allowance: { kind: "ceiling", ceiling: 15 },
				last: { settling: "flat", patient: false },
			}),
			{ state: "open", patientNext: true },
		],
	];
	test.each(cases)("%s", (_, given, expected) => {
		expect(classify(given)).toEqual(expected);
	});
});

test("as much more growth in every round never turns a leak into anything else", () => {
	const growths = fc.array(fc.integer({ min: -50, max: 500 }), {
		minLength: 1,
		maxLength: 5,
	});
	fc.assert(
		fc.property(growths, fc.integer({ min: 0, max: 1000 }), (given, more) => {
			const before = classify(caseOf(given));
			const after = classify(caseOf(given.map((growth) => growth + more)));
			if (before.state === "over") expect(after.state).toBe("over");
		}),
		{ numRuns: 2000 },
	);
});
