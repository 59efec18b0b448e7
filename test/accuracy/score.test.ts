import { describe, expect, test } from "@jest/globals";
import { culprit, finding } from "../report/verdicts.ts";
import { isAccurate } from "./growth-accuracy.ts";
import { NOTHING, sampleRun } from "./sample-runs.ts";
import { isRight, scoreOf } from "./score.ts";

const HEALTHY = { subject: { leaks: false }, report: NOTHING } as const;
const BY_CHANCE = { subject: { leaks: "by chance" } } as const;

describe("what a run comes to", () => {
	test.each([
		[
			"a leak that fails, well named",
			sampleRun("fail", [100, 100, 100]),
			"caught",
		],
		["a leak that passes", sampleRun("pass", [100, 0]), "missed"],
		["a leak that stays open", sampleRun("undecided", [100]), "undecided"],
		["a healthy service that passes", sampleRun("pass", [0], HEALTHY), "clear"],
		[
			"a healthy one that fails",
			sampleRun("fail", [1, 1, 1], HEALTHY),
			"false alarm",
		],
		["a kernel that leaked", sampleRun("fail", [2, 3, 1], BY_CHANCE), "caught"],
		[
			"a kernel that did not leak this time",
			sampleRun("pass", [0], { ...BY_CHANCE, report: NOTHING }),
			"clear",
		],
		[
			"a leak by name that leaked nothing this time",
			sampleRun("pass", [0], { report: NOTHING }),
			"clear",
		],
		[
			"a leak whose service was gone before it could tell",
			sampleRun("undecided", [], { report: "none" }),
			"undecided",
		],
	])("%s", (_, run, result) => {
		expect(scoreOf(run).result).toBe(result);
		expect(isRight(scoreOf(run))).toBe(["caught", "clear"].includes(result));
	});

	test("a service that could not tell the truth is remarked on", () => {
		const run = sampleRun("pass", [100, 0], { report: "none" });
		expect(scoreOf(run)).toMatchObject({
			leaked: true,
			truth: null,
			remarks: ["it could not tell the truth"],
		});
	});

	test("a kernel that could not tell is not said to have leaked", () => {
		const run = sampleRun("undecided", [], { ...BY_CHANCE, report: "none" });
		expect(scoreOf(run).leaked).toBe(false);
	});

	test("what a round and a run are beyond start and load is told", () => {
		expect(scoreOf(sampleRun("pass", [3, 0]))).toMatchObject({
			timesLoaded: 2,
			beyondLoadSeconds: 4,
		});
	});
});

describe("the name", () => {
	const others = ["a.b", "c.d", "e.f"].map((name) =>
		culprit({ function: name, entry: name }),
	);

	test.each([
		[2, "caught"],
		[3, "misnamed"],
	])("with %j other culprits before it: %s", (before, result) => {
		const run = sampleRun("fail", [100, 100, 100]);
		const culprits = [...others.slice(0, before), ...run.verdict.culprits];
		const score = scoreOf({ ...run, verdict: { ...run.verdict, culprits } });
		expect(score).toMatchObject({ result, rank: before + 1 });
	});

	test("where nobody is to be named, the verdict is enough", () => {
		const run = sampleRun("fail", [100, 100, 100], {
			subject: { functions: [] },
		});
		expect(scoreOf(run)).toMatchObject({ result: "caught", rank: null });
	});
});

describe("growth against the truth", () => {
	test("goroutines, over all rounds", () => {
		const run = sampleRun("fail", [100, 98, 102], {
			report: { goroutines: 297 },
		});
		const { accuracy } = scoreOf(run);
		expect(accuracy).toEqual({ goroutines: { grew: 300, truth: 297 } });
		expect(isAccurate(accuracy)).toEqual({ goroutines: false });
	});

	test("goroutines, of every scenario", () => {
		const findings = [finding([0]), finding([50, 50, 50]), finding([0])];
		const run = sampleRun("fail", [], {
			findings,
			report: { goroutines: 150 },
		});
		expect(scoreOf(run)).toMatchObject({
			rounds: [0, 50, 50, 50, 0],
			accuracy: { goroutines: { grew: 150, truth: 150 } },
		});
	});

	test.each([
		[1_000, true],
		[1_300, true],
		[1_301, false],
		[699, false],
	])(
		"a heap site that is said to grow by 1000 ± 300, in truth by %j",
		(truth, within) => {
			const run = sampleRun("fail", [0, 0, 0], {
				subject: { metric: "inuse_space" },
				report: { bytes: 3 * truth },
				findings: [finding([1_000, 1_000, 1_000], { metric: "inuse_space" })],
			});
			const site = culprit({
				function: "shop/orders.(*Client).fetch.func1",
				entry: null,
				growth: 1_000,
				band: 300,
			});
			const score = scoreOf({
				...run,
				verdict: { ...run.verdict, culprits: [site] },
			});
			expect(isAccurate(score.accuracy)).toEqual({ site: within });
		},
	);

	test("growth without load is more than that of the rounds: nothing to compare", () => {
		const findings = [finding([10, 10, 30], { kind: "idle-growth" })];
		const run = sampleRun("fail", [], { findings, report: { goroutines: 60 } });
		expect(scoreOf(run).accuracy).toEqual({});
	});

	test("nothing leaked: nothing to compare", () => {
		expect(scoreOf(sampleRun("pass", [0], HEALTHY)).accuracy).toEqual({});
	});
});
