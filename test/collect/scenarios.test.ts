import { describe, expect, test } from "@jest/globals";
import type { Plan } from "../../src/model/plan.ts";
import { DEFAULT_PLAN } from "../support/default-plan.ts";
import { frame, stack } from "../support/evidence.ts";
import { commandScenario } from "../support/service-plan.ts";
import {
	type Behaviour,
	measureSimulated,
} from "../support/simulated-service.ts";

const PLAN: Plan = {
	...DEFAULT_PLAN,
	load: ["orders", "search", "admin"].map((name) => ({
		...commandScenario("load"),
		name,
	})),
};

/** What was played, and what became of the goroutines under each. */
async function played(behaviour: Behaviour, changes: Partial<Plan> = {}) {
	const { verdict, evidence } = await measureSimulated(
		{ ...PLAN, ...changes },
		behaviour,
	);
	return {
		outcome: verdict.outcome,
		rounds: evidence.loads.map(
			({ round, load }) => `${round} ${load.scenario}`,
		),
		goroutines: verdict.findings
			.filter(({ metric }) => metric === "goroutines")
			.map(({ scenario, kind, outcome, before, growth, rounds }) =>
				[scenario, outcome, kind, before, growth, rounds.length].join(" "),
			),
		verdict,
		evidence,
	};
}

describe("several scenarios", () => {
	test("a healthy service pays one round for each", async () => {
		const { outcome, rounds, goroutines } = await played(() => ({}));
		expect(outcome).toBe("pass");
		expect(rounds).toEqual(["1 orders", "2 search", "3 admin"]);
		expect(goroutines).toEqual([
			"orders within steady 10 0 1",
			"search within steady 10 0 1",
			"admin within steady 10 0 1",
		]);
	});

	test("a leak under one of them is found there, and the others are judged all the same", async () => {
		const { outcome, rounds, goroutines } = await played(({ played }) => ({
			goroutines: 10 + 7 * (played.search ?? 0),
		}));
		expect(outcome).toBe("fail");
		expect(rounds).toEqual([
			"1 orders",
			"2 search",
			"3 search",
			"4 search",
			"5 admin",
		]);
		expect(goroutines).toEqual([
			"orders within steady 10 0 1",
			"search over leak 10 7 3",
			"admin within steady 31 0 1",
		]);
	});

	test("one warms up, another leaks: neither hides the other", async () => {
		const { goroutines } = await played(({ played }) => ({
			goroutines: 10 + (played.orders ? 40 : 0) + 3 * (played.admin ?? 0),
		}));
		expect(goroutines).toEqual([
			"orders within warm-up 10 0 2",
			"search within steady 50 0 1",
			"admin over leak 50 3 3",
		]);
	});

	test("a stack that grows under one is named with it, one that grows under two with both", async () => {
		const leak = (name: string, count: number) =>
			stack([frame("runtime.gopark"), frame(`main.${name}`)], count);
		const { verdict } = await played(({ played }) => {
			const { orders = 0, search = 0, admin = 0 } = played;
			return {
				goroutines: 10 + 2 * orders + 5 * search + 2 * admin,
				stacks: {
					goroutine: [
						leak("shared", 2 * (orders + admin)),
						leak("index", 5 * search),
					],
				},
			};
		});
		expect(
			verdict.culprits.map(({ scenario, function: name, growth }) => [
				scenario,
				name,
				growth,
			]),
		).toEqual([
			["orders", "main.shared", 2],
			["search", "main.index", 5],
			["admin", "main.shared", 2],
		]);
	});

	test("a fixed number of rounds is each one's", async () => {
		const { rounds, goroutines } = await played(() => ({}), { rounds: 2 });
		expect(rounds).toEqual([
			"1 orders",
			"2 orders",
			"3 search",
			"4 search",
			"5 admin",
			"6 admin",
		]);
		expect(goroutines).toHaveLength(3);
	});

	test("percent is of the state before the scenario's own rounds", async () => {
		const budgets: Plan["budgets"] = [
			{
				metric: "goroutines",
				limits: [{ kind: "growth-percent", percent: 10, text: "+10%" }],
				byDefault: false,
			},
		];
		const { verdict } = await played(
			({ played }) => ({
				goroutines: 10 + (played.orders ? 90 : 0) + 9 * (played.search ?? 0),
			}),
			{ budgets },
		);
		expect(
			verdict.findings.map(({ limit, outcome }) => [limit.value, outcome]),
		).toEqual([
			[1, "within"],
			[10, "within"],
			[10.9, "within"],
		]);
	});

	test("what goes on rising without load ends the run: it would be blamed on the next", async () => {
		const { outcome, rounds, verdict } = await played(({ nowMs, rounds }) => ({
			heapAlloc: 1e6 + (rounds > 0 ? 1000 * nowMs : 0),
		}));
		expect(outcome).toBe("fail");
		expect(new Set(rounds.map((one) => one.split(" ")[1]))).toEqual(
			new Set(["orders"]),
		);
		expect(new Set(verdict.findings.map(({ scenario }) => scenario))).toEqual(
			new Set(["orders"]),
		);
		expect(verdict.notes.join("\n")).toContain(
			"The load search was not played",
		);
	});

	test("what rises without load and is ignored stands in nobody's way", async () => {
		const polls = (nowMs: number, rounds: number) =>
			rounds > 0 ? Math.floor(100 * 1.2 ** (nowMs / 1000)) : 0;
		const { outcome, rounds } = await played(
			({ nowMs, rounds }) => ({
				goroutines: 10 + polls(nowMs, rounds),
				stacks: {
					goroutine: [
						stack([frame("main.serve")], 10),
						stack([frame("main.poll")], polls(nowMs, rounds)),
					],
				},
			}),
			{
				ignore: [{ function: "main.poll", why: "known" }],
				budgets: DEFAULT_PLAN.budgets.slice(0, 1),
			},
		);
		expect(outcome).toBe("pass");
		expect(rounds).toEqual(["1 orders", "2 search", "3 admin"]);
	});

	test("what never came to rest leaves the next unplayed, and nothing is green", async () => {
		const { outcome, rounds } = await played(({ rounds, idleMs }) => ({
			goroutines:
				rounds === 0 ? 10 : Math.floor(idleMs / 700) % 2 === 0 ? 50 : 8,
		}));
		expect(outcome).toBe("undecided");
		expect(rounds).toEqual(["1 orders"]);
	});

	test("the only scenario of a run leaves the verdict without the word", async () => {
		const { verdict } = await measureSimulated(DEFAULT_PLAN, () => ({}));
		expect(verdict.findings.some((finding) => "scenario" in finding)).toBe(
			false,
		);
	});
});
