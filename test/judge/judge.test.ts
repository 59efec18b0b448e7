import { describe, expect, test } from "@jest/globals";
import { judge } from "../../src/judge/judge.ts";
import { nextRound } from "../../src/judge/next-round.ts";
import type { StacksAt } from "../../src/judge/stacks-at.ts";
import type { Stack } from "../../src/model/profile.ts";
import {
	countersWith,
	evidenceOf,
	frame,
	planWith,
	stack,
} from "../support/evidence.ts";

const SEND = [
	frame("runtime.gopark"),
	frame("runtime.chansend"),
	frame("runtime.chansend1"),
	frame("main.fetch.func1", 42),
];
const IDLE = [
	frame("runtime.gopark"),
	frame("internal/poll.runtime_pollWait"),
	frame("main.pool", 7),
	frame("main.main", 3),
];

/** Stacks of the goroutine profile by round; nothing elsewhere. */
function goroutines(rounds: readonly (readonly Stack[])[]): StacksAt {
	return (profile, round) =>
		profile === "goroutine" ? rounds[round] : undefined;
}

describe("goroutines", () => {
	const leaking = goroutines(
		[0, 100, 200, 300].map((count) => [stack(IDLE, 10), stack(SEND, count)]),
	);

	test("a leak names its stack, its rate and its reason", () => {
		const verdict = judge(evidenceOf([10, 110, 210, 310]), leaking);
		expect(verdict).toMatchObject({ outcome: "fail", exitCode: 1 });
		expect(verdict.findings).toMatchObject([
			{
				metric: "goroutines",
				outcome: "over",
				kind: "leak",
				before: 10,
				after: 310,
				growth: 100,
				perRequest: 0.5,
			},
		]);
		expect(verdict.culprits).toHaveLength(1);
		expect(verdict.culprits[0]).toMatchObject({
			function: "main.fetch.func1",
			line: 42,
			growth: 100,
			perRequest: 0.5,
			wait: "chan send",
			proven: false,
			first_party: true,
			entry: "main.fetch.func1",
			band: null,
		});
	});

	test("is proven where goroutineleak lists the stack", () => {
		const withProof: StacksAt = (profile, round) =>
			profile === "goroutineleak"
				? [stack(SEND, 300)]
				: leaking(profile, round);
		expect(
			judge(evidenceOf([10, 110, 210, 310]), withProof).culprits[0]?.proven,
		).toBe(true);
	});

	test("a stack that leaks while others end fails, though the total is steady", () => {
		const stacks = goroutines(
			[0, 1, 2, 3].map((round) => [
				stack(IDLE, 300 - 100 * round),
				stack(SEND, 100 * round),
			]),
		);
		const steady = evidenceOf([310, 310, 310, 310]);
		expect(nextRound(evidenceOf([310, 310]), stacks).kind).toBe("another");
		const verdict = judge(steady, stacks);
		expect(verdict).toMatchObject({
			outcome: "fail",
			findings: [{ kind: "leak", growth: 100 }],
		});
		expect(verdict.culprits.map((one) => one.function)).toEqual([
			"main.fetch.func1",
		]);
	});

	test("a worker that waits at another line of the same function is no growth", () => {
		const moved = IDLE.map((one) =>
			one.function === "main.pool" ? { ...one, line: 9 } : one,
		);
		const stacks = goroutines([[stack(IDLE, 10)], [stack(moved, 10)]]);
		expect(judge(evidenceOf([10, 10]), stacks).outcome).toBe("pass");
		expect(nextRound(evidenceOf([10, 10]), stacks).kind).toBe("enough");
	});

	test("workers that go over from one function of the user's to another are no leak", () => {
		const worker = (at: string) => [
			frame("runtime.gopark"),
			frame(at, 7),
			frame("main.work", 3),
		];
		const stacks = goroutines(
			[0, 1, 2, 3].map((round) => [
				stack(worker("main.idleNew"), 60 - 10 * round),
				stack(worker("main.idleWarm"), 10 * round),
			]),
		);
		expect(nextRound(evidenceOf([60, 60]), stacks).kind).toBe("enough");
		expect(judge(evidenceOf([60, 60, 60, 60]), stacks).outcome).toBe("pass");
	});

	test("one fixed round is too few to blame a stack that the total does not show", () => {
		const stacks = goroutines([
			[stack(IDLE, 10)],
			[stack(IDLE, 9), stack(SEND, 1)],
		]);
		const plan = planWith({ rounds: 1 });
		expect(judge(evidenceOf([10, 10], { plan }), stacks).outcome).toBe("pass");
	});

	test("after a late clean-up the mean of the rounds names the stack, for single ones are distorted", () => {
		const plain = evidenceOf([10, 310, 610, 310, 410]);
		const settled = plain.settled.map((state, round) => ({
			...state,
			patient: round === 0 || round > 2,
			late: round > 2 ? ["goroutines"] : [],
		}));
		const stacks = goroutines(
			[0, 300, 600, 300, 400].map((count) => [stack(SEND, count)]),
		);
		const verdict = judge({ ...plain, settled }, stacks);
		expect(verdict).toMatchObject({
			outcome: "fail",
			findings: [{ growth: 100 }],
		});
		expect(verdict.culprits).toMatchObject([{ function: "main.fetch.func1" }]);
	});

	test("the most growth comes first, the user's own code before others of the same", () => {
		const library = [frame("runtime.gopark"), frame("dep.run", 5, "library")];
		const more = [frame("runtime.gopark"), frame("dep.more", 5, "library")];
		const stacks = goroutines(
			[0, 1, 2, 3].map((round) => [
				stack(library, 10 * round),
				stack(SEND, 10 * round),
				stack(more, 11 * round),
			]),
		);
		const { culprits } = judge(evidenceOf([10, 41, 72, 103]), stacks);
		expect(culprits.map((one) => one.function)).toEqual([
			"dep.more",
			"main.fetch.func1",
			"dep.run",
		]);
	});
});

describe("heap", () => {
	const plan = planWith({
		budgets: [
			{
				metric: "inuse_space",
				limits: [{ kind: "growth-auto", text: "auto" }],
				byDefault: true,
			},
		],
	});
	const site = [
		frame("runtime.mapassign"),
		frame("main.remember", 12),
		frame("main.main", 3),
	];
	const noise = [frame("runtime.mallocgc"), frame("runtime.malg")];
	const heap =
		(rounds: readonly (readonly Stack[])[]): StacksAt =>
		(profile, round) =>
			profile === "heap" ? rounds[round] : undefined;
	const evidence = (bytes: readonly number[]) => {
		const plain = evidenceOf(
			bytes.map(() => 10),
			{ plan },
		);
		return {
			...plain,
			settled: plain.settled.map((state, round) => ({
				...state,
				counters: countersWith({ heapAlloc: bytes[round] ?? 0 }),
			})),
		};
	};

	test("the budget is judged on exact bytes, the site named from the sampled profile with its band", () => {
		const stacks = heap(
			[0, 1, 2, 3].map((round) => [
				stack(site, 100 * round, { bytes: 500_000 * round }),
				stack(noise, 90 * round, { bytes: 40_000 * round }),
			]),
		);
		const verdict = judge(evidence([1e6, 1.5e6, 2e6, 2.5e6]), stacks);
		expect(verdict.findings).toMatchObject([
			{
				outcome: "over",
				kind: "leak",
				growth: 500_000,
				limit: { text: "auto" },
			},
		]);
		expect(verdict.culprits).toHaveLength(1);
		expect(verdict.culprits[0]).toMatchObject({
			function: "main.remember",
			line: 12,
			growth: 500_000,
			wait: null,
		});
		// rate·(2 + 2·sqrt(samples + 1)) over three rounds.
		const samples = 1_500_000 / 32_768;
		expect(verdict.culprits[0]?.band).toBe(
			Math.round((32_768 * (2 + 2 * Math.sqrt(samples + 1))) / 3),
		);
	});

	test("a site that explains but half of the growth is not named alone", () => {
		const other = [frame("main.other", 5)];
		const stacks = heap(
			[0, 1, 2, 3].map((round) => [
				stack(site, round, { bytes: 45_000 * round }),
				stack(other, round, { bytes: 30_000 * round }),
			]),
		);
		const { culprits } = judge(evidence([1e6, 1.09e6, 1.18e6, 1.27e6]), stacks);
		expect(culprits.map((one) => one.function)).toEqual([
			"main.remember",
			"main.other",
		]);
	});

	test("the user's own site is named beside a library's, small as it is", () => {
		const library = {
			...frame("net/http.newBuffer", 9),
			origin: "standard",
		} as const;
		const stacks = heap(
			[0, 1, 2, 3].map((round) => [
				stack([library], round, { bytes: 1e7 * round }),
				stack(site, round, { bytes: 1.5e5 * round }),
			]),
		);
		const { culprits } = judge(evidence([1e6, 1.1e7, 2.1e7, 3.1e7]), stacks);
		expect(culprits.map((one) => one.function)).toEqual([
			"net/http.newBuffer",
			"main.remember",
		]);
	});

	test("a site of less than a fiftieth of the growth names nobody", () => {
		const small = [frame("main.small", 5)];
		const stacks = heap(
			[0, 1, 2, 3].map((round) => [
				stack(site, round, { bytes: 5e9 * round }),
				stack(small, round, { bytes: 5e7 * round }),
			]),
		);
		const { culprits } = judge(evidence([1e6, 5e9, 1e10, 1.5e10]), stacks);
		expect(culprits.map((one) => one.function)).toEqual(["main.remember"]);
	});

	test("growth that the profile cannot tell from chance names the three largest sites", () => {
		const other = [frame("main.other", 5)];
		const sites = [1, 2].map((line) => [frame("main.least", line)]);
		const stacks = heap(
			[0, 1, 2, 3].map((round) => [
				stack(site, round, { bytes: 4000 * round }),
				stack(other, round, { bytes: 3000 * round }),
				...sites.map((one) => stack(one, round, { bytes: 1000 * round })),
			]),
		);
		const { culprits } = judge(evidence([1e6, 1.5e6, 2e6, 2.5e6]), stacks);
		expect(culprits.map((one) => one.function)).toEqual([
			"main.remember",
			"main.other",
			"main.least",
		]);
	});
});

describe("undecided is not pass", () => {
	test.each([
		[
			"a problem",
			evidenceOf([10, 10], {
				problems: [{ code: "service-exited", message: "it died" }],
			}),
		],
		["no round at all", evidenceOf([10])],
		["nothing measured", evidenceOf([])],
		[
			"a budget that cannot be measured here",
			evidenceOf([10, 10], {
				plan: planWith({
					budgets: [
						{
							metric: "rss",
							limits: [{ kind: "ceiling", value: 1, text: "1" }],
							byDefault: false,
						},
					],
				}),
			}),
		],
	])("%s", (_, evidence) => {
		expect(judge(evidence, () => undefined)).toMatchObject({
			outcome: "undecided",
			exitCode: 2,
		});
	});

	test("goroutines proven blocked for ever are no warm-up, though they came in one round", () => {
		const plain = evidenceOf([10, 14, 14], {
			plan: planWith({
				budgets: ["goroutines", "leaked_goroutines"].map((metric) => ({
					metric,
					limits: [{ kind: "growth", value: 0, text: "+0" }],
					byDefault: true,
				})),
			}),
		});
		const proven = {
			...plain,
			settled: plain.settled.map((state, round) => ({
				...state,
				counters: { ...state.counters, leakedGoroutines: round > 0 ? 4 : 0 },
			})),
		};
		const stacks: StacksAt = (_, round) => (round > 0 ? [stack(SEND, 4)] : []);
		expect(nextRound(proven, stacks)).toEqual({ kind: "enough" });
		const verdict = judge(proven, stacks);
		expect(verdict).toMatchObject({
			outcome: "fail",
			findings: [
				{ metric: "goroutines", outcome: "within", kind: "warm-up" },
				{
					metric: "leaked_goroutines",
					outcome: "over",
					kind: "blocked",
					growth: 4,
					perRequest: null,
				},
			],
			culprits: [{ function: "main.fetch.func1", growth: 4, perRequest: null }],
		});
	});

	test("what nobody asked for and nobody can measure here passes with a note", () => {
		const plan = planWith({
			budgets: [
				{
					metric: "leaked_goroutines",
					limits: [{ kind: "growth", value: 0, text: "+0" }],
					byDefault: true,
				},
			],
		});
		const verdict = judge(evidenceOf([10, 10], { plan }), () => undefined);
		expect(verdict).toMatchObject({
			outcome: "pass",
			findings: [{ kind: "unmeasured" }],
		});
		expect(verdict.notes.join()).toContain("leaked_goroutines");
	});
});

test("noise before load is given on top of every budget", () => {
	const noise = {
		first: countersWith({ goroutines: 8 }),
		second: countersWith({ goroutines: 10 }),
	};
	expect(
		judge(evidenceOf([10, 12, 14, 16], { noise }), () => undefined).outcome,
	).toBe("pass");
	expect(
		judge(evidenceOf([10, 13, 16, 19], { noise }), () => undefined),
	).toMatchObject({
		outcome: "fail",
		findings: [{ noise: 2, growth: 3, limit: { value: 0, text: "+0" } }],
	});
});

test("stricter budgets than the run's own are undecided where it did not wait for them", () => {
	const evidence = evidenceOf([10, 60, 110, 160]);
	const settled = evidence.settled.map((state) => ({
		...state,
		settling: "quiet" as const,
		patient: true,
	}));
	expect(judge({ ...evidence, settled }, () => undefined)).toMatchObject({
		outcome: "undecided",
		findings: [{ kind: "unconfirmed" }],
	});
});
