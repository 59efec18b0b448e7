import { describe, expect, test } from "@jest/globals";
import { judge } from "../../src/judge/judge.ts";
import type { Ignore, Plan } from "../../src/model/plan.ts";
import type { Stack } from "../../src/model/profile.ts";
import { DEFAULT_PLAN } from "../support/default-plan.ts";
import { frame, stack } from "../support/evidence.ts";
import {
	type Behaviour,
	measureSimulated,
} from "../support/simulated-service.ts";

const IDLE = stack([frame("runtime.gopark"), frame("main.serve")], 10);

/** `counts` of goroutines at these functions, waiting in the runtime. */
function waiting(counts: Readonly<Record<string, number>>): readonly Stack[] {
	return Object.entries(counts).map(([name, count]) =>
		stack([frame("runtime.gopark"), frame(name)], count),
	);
}

/** A service whose goroutines are those that idle and these, by round. */
function having(
	counts: (round: number) => Readonly<Record<string, number>>,
): Behaviour {
	return ({ rounds }) => {
		const goroutine = [IDLE, ...waiting(counts(rounds))];
		const goroutines = goroutine.reduce((sum, { count }) => sum + count, 0);
		return { goroutines, stacks: { goroutine, heap: [] } };
	};
}

const measure = (ignore: readonly Ignore[], behaviour: Behaviour) =>
	measureSimulated({ ...DEFAULT_PLAN, ignore }, behaviour);

/** The simulated run starts on 2026-11-20. */
const poll = (changes: Partial<Ignore> = {}): Ignore => ({
	function: "main.poll",
	why: "known, #412",
	...changes,
});

describe("stacks that are ignored", () => {
	const polling = having((round) => ({ "main.poll": 3 * round }));

	test("count in no total, name nobody, and are told with their reason", async () => {
		const { verdict, evidence } = await measure([poll()], polling);
		expect(verdict.outcome).toBe("pass");
		expect(verdict.findings[0]).toMatchObject({ before: 10, after: 10 });
		expect(verdict.culprits).toEqual([]);
		expect(verdict.notes).toContain(
			"Ignored 3 goroutines in 1 stack of main.poll: known, #412.",
		);
		expect(evidence.settled).toHaveLength(2);
	});

	test("hide no leak beside them", async () => {
		const { verdict } = await measure(
			[poll()],
			having((round) => ({ "main.poll": 3 * round, "main.leak": round })),
		);
		expect(verdict).toMatchObject({
			outcome: "fail",
			findings: [{ growth: 1, before: 10, after: 13 }, {}, {}],
			culprits: [{ function: "main.leak" }],
		});
	});

	test("may swing between the counters and the profile", async () => {
		let looks = 0;
		const { verdict } = await measure([poll()], ({ rounds }) => {
			const count = rounds > 0 ? ++looks % 7 : 0;
			return {
				goroutines: 10 + count,
				stacks: { goroutine: [IDLE, ...waiting({ "main.poll": 6 - count })] },
			};
		});
		expect(verdict.outcome).toBe("pass");
	});

	test("are left out of what goroutineleak proves", async () => {
		const { verdict } = await measure([poll()], ({ rounds }) => ({
			goroutines: 10 + rounds,
			leakedGoroutines: rounds,
			stacks: {
				goroutine: [IDLE, ...waiting({ "main.poll": rounds })],
				goroutineleak: waiting({ "main.poll": rounds }),
			},
		}));
		expect(verdict.outcome).toBe("pass");
	});

	test("are taken out of the heap up to the error of the estimate", async () => {
		const leaking =
			(bytes: number): Behaviour =>
			({ rounds }) => ({
				heapAlloc: 1e7 + (1e6 + bytes) * rounds,
				stacks: {
					goroutine: [IDLE],
					heap: [
						stack([frame("main.poll")], 1000 * rounds, { bytes: 1e6 * rounds }),
						stack([frame("main.leak")], 1000 * rounds, {
							bytes: bytes * rounds,
						}),
					],
				},
			});
		expect((await measure([poll()], leaking(0))).verdict.outcome).toBe("pass");
		const { verdict } = await measure([poll()], leaking(1e6));
		expect(verdict).toMatchObject({
			outcome: "fail",
			culprits: [{ function: "main.leak" }],
		});
		expect(verdict.notes.join()).toContain(
			"Ignored about 2.9 MiB of heap of main.poll",
		);
	});

	test("an entry that matches nothing is told, and so is one of which nothing is left", async () => {
		const { verdict } = await measure(
			[poll({ function: "main.gone" }), poll({ function: "main.once" })],
			having(
				(round): Readonly<Record<string, number>> =>
					round === 0 ? { "main.once": 1 } : {},
			),
		);
		expect(verdict.notes).toEqual(
			expect.arrayContaining([
				"The ignore entry for main.gone matched no stack of this run.",
				"Ignored stacks of main.once, of which none is left at the end: known, #412.",
			]),
		);
	});
});

describe("an entry with an end", () => {
	const polling = having((round) => ({ "main.poll": 3 * round }));
	test.each([
		["2026-11-19", "fail", "ended on 2026-11-19: its stacks count again"],
		["2026-11-20", "pass", "ends 2026-11-20, today"],
		["2026-11-21", "pass", "ends 2026-11-21, in 1 day:"],
		["2026-12-04", "pass", "ends 2026-12-04, in 14 days:"],
		["2026-12-05", "pass", null],
	])("%s: %s", async (until, outcome, told) => {
		const { verdict } = await measure([poll({ until })], polling);
		expect(verdict.outcome).toBe(outcome);
		const notes = verdict.notes.filter((note) => note.includes(" end"));
		expect(notes.length).toBe(told === null ? 0 : 1);
		if (told !== null) expect(notes[0]).toContain(told);
	});

	test("holds in evidence that does not say when it was made", async () => {
		const { evidence } = await measure(
			[poll({ until: "2000-01-01" })],
			polling,
		);
		const { startedAt, ...undated } = evidence;
		expect(startedAt).toBe("2026-11-20T10:00:00.000Z");
		const stacksAt = (profile: string, round: number) =>
			profile === "goroutine"
				? [IDLE, ...waiting({ "main.poll": 3 * round })]
				: [];
		expect(judge(evidence, stacksAt).outcome).toBe("fail");
		expect(judge(undated, stacksAt).findings[0]?.outcome).toBe("within");
	});
});

describe("an entry that hides too much", () => {
	const growing = (...names: readonly string[]) =>
		having((round) =>
			Object.fromEntries(names.map((name) => [name, 2 * round])),
		);
	const all: readonly Ignore[] = [{ function: "*.*Leak", why: "noise" }];

	test("of most places of the user's own code leaves it undecided", async () => {
		const { verdict } = await measure(
			all,
			growing("main.aLeak", "main.bLeak", "main.cLeak"),
		);
		expect(verdict).toMatchObject({
			outcome: "undecided",
			exitCode: 2,
			problems: [{ code: "ignore-too-broad" }],
		});
		expect(verdict.problems[0]?.message).toContain("3 of the 3 places");
	});

	test("does not take away a leak that is found all the same", async () => {
		const { verdict } = await measure(
			all,
			growing("main.aLeak", "main.bLeak", "main.cLeak", "main.other"),
		);
		expect(verdict.outcome).toBe("fail");
		expect(verdict.problems).toHaveLength(1);
	});

	test.each([
		["one known leak", ["main.aLeak"], []],
		["two", ["main.aLeak", "main.bLeak"], []],
		[
			"half of those that grew",
			["main.aLeak", "main.bLeak", "main.cLeak"],
			["main.x", "main.y", "main.z"],
		],
	])("%s may be ignored", async (_, hidden, others) => {
		const plan: Plan = {
			...DEFAULT_PLAN,
			ignore: all,
			budgets: [
				{
					metric: "goroutines",
					limits: [{ kind: "growth", value: 100, text: "+100" }],
					byDefault: false,
				},
			],
		};
		const { verdict } = await measureSimulated(
			plan,
			growing(...hidden, ...others),
		);
		expect(verdict).toMatchObject({ outcome: "pass", problems: [] });
	});

	test("what libraries start does not count", async () => {
		const { verdict } = await measure(all, ({ rounds }) => ({
			goroutines: 10 + 3 * rounds,
			stacks: {
				goroutine: [
					IDLE,
					...["a", "b", "c"].map((name) =>
						stack([frame(`dep.${name}Leak`, 1, "library")], rounds),
					),
				],
			},
		}));
		expect(verdict.outcome).toBe("pass");
	});
});

test("old evidence can be judged by other entries than its own", async () => {
	const polling = having((round) => ({ "main.poll": 3 * round }));
	const { evidence } = await measureSimulated(DEFAULT_PLAN, polling);
	const stacksAt = (profile: string, round: number) =>
		profile === "goroutine"
			? [IDLE, ...waiting({ "main.poll": 3 * round })]
			: undefined;
	const outcome = (ignore: readonly Ignore[]) =>
		judge({ ...evidence, plan: { ...evidence.plan, ignore } }, stacksAt)
			.outcome;
	expect([outcome([]), outcome([poll()])]).toEqual(["fail", "pass"]);
});
