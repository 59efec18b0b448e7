import { expect, test } from "@jest/globals";
import { headline, shortHeadline } from "../../src/explain/headline.ts";
import type { Verdict } from "../../src/model/verdict.ts";
import { finding, verdict } from "../report/verdicts.ts";

const MiB = 1024 ** 2;
const over = (...more: Parameters<typeof finding>) =>
	verdict({ findings: [finding(...more)] });
const undecided = (...more: Parameters<typeof finding>) =>
	verdict({
		outcome: "undecided",
		findings: [finding(more[0], { outcome: "undecided", ...more[1] })],
	});
const ceiling = { kind: "ceiling", value: 200, text: "200" } as const;

const cases: readonly (readonly [string, Verdict])[] = [
	[
		"shop leaks goroutines: +100 in every round of 200 requests (0.5 a request)",
		over([100, 100, 100]),
	],
	[
		"shop leaks goroutines: at least +98 in every round of 200 requests (0.49 a request)",
		over([100, 98, 100]),
	],
	[
		"shop leaks goroutines: +100 in each of the last 3 rounds of 200 requests (0.5 a request)",
		over([0, 100, 100, 100], { growth: 100, perRequest: 0.5 }),
	],
	[
		"shop leaks goroutines: +5 in one round of 200 requests (0.025 a request)",
		over([5]),
	],
	[
		"shop leaks goroutines: +1 in every round of 200 requests",
		over([1, 1, 1], { perRequest: 0.005 }),
	],
	[
		"shop leaks goroutines: +100 a round of 200 requests (0.5 a request)",
		over([0, 0, 0], { growth: 100, perRequest: 0.5 }),
	],
	[
		"shop leaks memory: +1.0 MiB in every round of 200 requests (5.1 KiB a request)",
		over([MiB, MiB, MiB], {
			metric: "inuse_space",
			unit: "bytes",
			perRequest: 5243,
		}),
	],
	[
		"shop leaks goroutines while idle: goroutines 14 → 44, still rising after the load had ended",
		over([30], { kind: "idle-growth" }),
	],
	[
		"shop leaks goroutines: leaked goroutines 14 → 18, blocked for ever, though not every round added some",
		over([4, 0], { kind: "blocked", metric: "leaked_goroutines" }),
	],
	[
		"shop is over its ceiling: 240 goroutines after idle, 200 allowed",
		over([0], { kind: "ceiling", after: 240, limit: ceiling }),
	],
	[
		"shop leaks file handles: +2 in one round of 200 requests (0.01 a request)",
		over([2], { metric: "file_handles" }),
	],
	[
		"shop: undecided. goroutines kept moving for 30.0s after the load: 14 → 54 (budget +0; noise before load ±2)",
		undecided([40], { kind: "moving", noise: 2 }),
	],
	[
		"shop: undecided. goroutines grew in too few rounds to tell a leak from a warm-up: 14 → 54 (budget +0)",
		undecided([40], { kind: "unconfirmed", noise: null }),
	],
	[
		"shop: undecided. goroutines could not be measured (budget +0; noise before load ±0)",
		undecided([], { kind: "unmeasured" }),
	],
	[
		"shop exited with code 2",
		verdict({
			outcome: "undecided",
			problems: [
				{ code: "x", message: "shop exited with code 2. Its last lines:" },
			],
		}),
	],
	[
		"shop: undecided. The load sent 200 requests, 200 failed at client.go",
		verdict({
			outcome: "undecided",
			problems: [
				{
					code: "x",
					message: "The load sent 200 requests, 200 failed at client.go",
				},
			],
		}),
	],
	[
		"shop is within budget: 14 → 94 goroutines (warm-up), 2 rounds, 2.4s beyond the load",
		verdict({
			outcome: "pass",
			findings: [finding([80, 0], { outcome: "within", kind: "warm-up" })],
			timings: { build: 6000, ready: 300, load: 1000, total: 9700 },
		}),
	],
	[
		"shop is within budget: 14 → 94 goroutines (warm-up), 2 rounds, 2.4s beyond the load",
		verdict({
			outcome: "pass",
			findings: [finding([80, 0], { outcome: "within", kind: "warm-up" })],
			timings: {
				setup: 20_000,
				build: 6000,
				ready: 300,
				load: 1000,
				teardown: 5000,
				total: 34_700,
			},
		}),
	],
	["shop is within budget", verdict({ outcome: "pass", findings: [] })],
	[
		"shop leaks goroutines under GET /search: +100 in every round of 200 requests (0.5 a request)",
		over([100, 100, 100], { scenario: "GET /search" }),
	],
	[
		"shop is over its ceiling under orders: 240 goroutines after idle, 200 allowed",
		over([0], {
			kind: "ceiling",
			after: 240,
			limit: ceiling,
			scenario: "orders",
		}),
	],
	[
		"shop: undecided. goroutines under orders kept moving for 30.0s after the load: 14 → 44 (budget +0; noise before load ±0)",
		undecided([30], { kind: "moving", scenario: "orders" }),
	],
	[
		"shop is within budget: 14 → 94 goroutines (warm-up), 3 rounds",
		verdict({
			outcome: "pass",
			timings: {},
			findings: [
				finding([80, 0], {
					outcome: "within",
					kind: "warm-up",
					scenario: "orders",
				}),
				finding([5], { outcome: "within", scenario: "orders", stacks: "a.*" }),
				finding([0], {
					outcome: "within",
					kind: "steady",
					scenario: "search",
					before: 94,
					after: 94,
				}),
			],
		}),
	],
];

test.each(cases)("%s", (sentence, each) => {
	const { name, rest } = headline(each);
	expect(name + rest).toBe(sentence);
});

test.each([
	["shop leaks 0.5 goroutines a request", over([100, 100, 100])],
	[
		"shop leaks 0.5 goroutines a request under <orders>",
		over([100, 100, 100], { scenario: "orders" }),
	],
	[
		"shop leaks 100 goroutines a round",
		over([100, 100, 100], { perRequest: null }),
	],
	[
		"shop leaks 5.1 KiB of memory a request",
		over([MiB], { metric: "inuse_space", unit: "bytes", perRequest: 5243 }),
	],
	[
		"shop is over its ceiling: 240 goroutines after idle, 200 allowed",
		over([0], { kind: "ceiling", after: 240, limit: ceiling }),
	],
])("in short: %s", (sentence, each) => {
	const { name, rest } = shortHeadline(each, (name) => `<${name}>`);
	expect(name + rest).toBe(sentence);
});

test("the count leads, not its proof; a leak leads, not a ceiling", () => {
	const findings = [
		finding([1], { kind: "ceiling", limit: ceiling }),
		finding([90, 90, 90], { metric: "leaked_goroutines" }),
		finding([100, 100, 100]),
	];
	expect(headline(verdict({ findings })).rest).toMatch(
		/^ leaks goroutines: \+100/u,
	);
});
