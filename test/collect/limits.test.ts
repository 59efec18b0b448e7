import { describe, expect, test } from "@jest/globals";
import type { Budget, Limit } from "../../src/model/plan.ts";
import { DEFAULT_PLAN } from "../support/default-plan.ts";
import {
	type Behaviour,
	measureSimulated,
} from "../support/simulated-service.ts";

const growth = (value: number): Limit => ({
	kind: "growth",
	value,
	text: `+${value}`,
});
const percent = (value: number): Limit => ({
	kind: "growth-percent",
	percent: value,
	text: `+${value}%`,
});
const ceiling = (value: number): Limit => ({
	kind: "ceiling",
	value,
	text: `${value}`,
});
const auto: Limit = { kind: "growth-auto", text: "auto" };

/** What is held after so many rounds. */
const filled =
	(...by: readonly number[]) =>
	(rounds: number) =>
		by.slice(0, rounds).reduce((sum, one) => sum + one, 0);

/** Two steps up within a second, one down. */
const burst = (nowMs: number) =>
	nowMs < 900 || nowMs > 2400 ? 0 : nowMs < 1200 ? 40 : 200;

interface Expected {
	readonly kind: string;
	readonly rounds: number;
	readonly longWaits: number;
}

const CASES: readonly (readonly [
	string,
	Readonly<Record<string, readonly Limit[]>>,
	Behaviour,
	"pass" | "fail" | "undecided",
	Expected,
])[] = [
	[
		"+10% of 200: 20 a round are within",
		{ goroutines: [percent(10)] },
		({ rounds }) => ({ goroutines: 200 + 20 * rounds }),
		"pass",
		{ kind: "steady", rounds: 1, longWaits: 0 },
	],
	[
		"+10% of 200: 21 a round leak",
		{ goroutines: [percent(10)] },
		({ rounds }) => ({ goroutines: 200 + 21 * rounds }),
		"fail",
		{ kind: "leak", rounds: 3, longWaits: 1 },
	],
	[
		"+10% of the heap",
		{ inuse_space: [percent(10)] },
		({ rounds }) => ({ heapAlloc: 1e6 + 101_000 * rounds }),
		"fail",
		{ kind: "leak", rounds: 3, longWaits: 1 },
	],
	[
		"a growth and a ceiling, both held",
		{ goroutines: [growth(5), ceiling(15)] },
		({ rounds }) => ({ goroutines: 10 + 5 * rounds }),
		"pass",
		{ kind: "steady", rounds: 1, longWaits: 0 },
	],
	[
		"a ceiling, with no limit of growth",
		{ goroutines: [ceiling(15)] },
		({ rounds }) => ({ goroutines: 10 + 5 * rounds }),
		"pass",
		{ kind: "ceiling", rounds: 1, longWaits: 0 },
	],
	[
		"a ceiling that is over in the first round, and waited for",
		{ goroutines: [ceiling(15)] },
		({ rounds }) => ({ goroutines: 10 + 6 * rounds }),
		"fail",
		{ kind: "ceiling", rounds: 3, longWaits: 1 },
	],
	[
		"a ceiling that was over before load",
		{ goroutines: [ceiling(9)] },
		() => ({ goroutines: 10 }),
		"fail",
		{ kind: "ceiling", rounds: 1, longWaits: 0 },
	],
	[
		"a leak beyond a ceiling that is broken from the start",
		{ goroutines: [growth(0), ceiling(9)] },
		({ rounds }) => ({ goroutines: 10 + 6 * rounds }),
		"fail",
		{ kind: "leak", rounds: 3, longWaits: 1 },
	],
	[
		"a ceiling that is kept once late clean-ups are through",
		{ goroutines: [ceiling(15)] },
		({ rounds, idleMs }) => ({
			goroutines: rounds > 0 && idleMs < 9000 ? 60 : 10,
		}),
		"pass",
		{ kind: "ceiling", rounds: 3, longWaits: 0 },
	],
	[
		"threads that end 9 s after the load",
		{ threads: [growth(0)] },
		({ rounds, idleMs }) => ({
			threads: rounds > 0 && idleMs < 9000 ? 8 + rounds : 8,
		}),
		"pass",
		{ kind: "steady", rounds: 3, longWaits: 0 },
	],
	[
		"threads that stay",
		{ threads: [growth(0)] },
		({ rounds }) => ({ threads: 8 + 2 * rounds }),
		"fail",
		{ kind: "leak", rounds: 3, longWaits: 1 },
	],
	[
		"resident memory that is given back 9 s after the load",
		{ rss: [percent(10)] },
		({ rounds, idleMs }) => ({
			rss: rounds > 0 && idleMs < 9000 ? 20e6 + 5e6 * rounds : 20e6,
		}),
		"pass",
		{ kind: "steady", rounds: 3, longWaits: 0 },
	],
	[
		"resident memory that stays",
		{ rss: [percent(10)] },
		({ rounds }) => ({ rss: 20e6 + 5e6 * rounds }),
		"fail",
		{ kind: "leak", rounds: 3, longWaits: 1 },
	],
	[
		"open files that stay",
		{ open_files: [growth(0)] },
		({ rounds }) => ({ openFiles: 7 + rounds }),
		"fail",
		{ kind: "leak", rounds: 3, longWaits: 1 },
	],
	[
		"connections that stay",
		{ tcp_connections: [growth(0)] },
		({ rounds }) => ({
			tcpConnections: { established: 2, close_wait: rounds },
		}),
		"fail",
		{ kind: "leak", rounds: 3, longWaits: 1 },
	],
	[
		"connections that come and go before load and after",
		{ tcp_connections: [growth(0)] },
		({ nowMs, rounds }) => ({
			tcpConnections: {
				established: 2,
				time_wait: (nowMs > 300 && nowMs < 800) || rounds > 0 ? 3 : 0,
			},
		}),
		"pass",
		{ kind: "steady", rounds: 1, longWaits: 0 },
	],
	[
		"a cache that fills ever more slowly",
		{ inuse_space: [auto] },
		({ rounds }) => ({ heapAlloc: 1e6 + filled(100e3, 70e3, 40e3)(rounds) }),
		"pass",
		{ kind: "warm-up", rounds: 4, longWaits: 1 },
	],
	[
		"the same in megabytes, under a budget of one",
		{ inuse_space: [growth(1e6)] },
		({ rounds }) => ({
			heapAlloc: 1e6 + filled(3e6, 2.2e6, 1.3e6, 0.8e6)(rounds),
		}),
		"pass",
		{ kind: "warm-up", rounds: 4, longWaits: 1 },
	],
	[
		"a pool that fills ever more slowly, under a budget of 100",
		{ goroutines: [growth(100)] },
		({ rounds }) => ({ goroutines: 10 + filled(300, 220, 130, 80)(rounds) }),
		"pass",
		{ kind: "warm-up", rounds: 4, longWaits: 1 },
	],
	[
		"old memory that is freed in the second round hides no leak",
		{ inuse_space: [auto] },
		({ rounds }) => ({
			heapAlloc: 10e6 + 1e6 * rounds - (rounds >= 2 ? 2.5e6 : 0),
		}),
		"fail",
		{ kind: "leak", rounds: 5, longWaits: 1 },
	],
	[
		"a burst at the start is no noise",
		{ goroutines: [growth(0)] },
		({ rounds, nowMs }) => ({
			goroutines: 10 + 100 * rounds + burst(nowMs),
		}),
		"fail",
		{ kind: "leak", rounds: 3, longWaits: 1 },
	],
	[
		"goroutines proven blocked for ever in the last round are no riddle",
		{ leaked_goroutines: [growth(0)], inuse_space: [auto] },
		({ rounds }) => ({
			leakedGoroutines: rounds > 4 ? 4 : 0,
			heapAlloc: 1e6 + filled(900e3, 400e3, 190e3, 90e3, 40e3)(rounds),
		}),
		"fail",
		{ kind: "blocked", rounds: 5, longWaits: 2 },
	],
	[
		"goroutines that leak stay a leak while the heap rises without load",
		{ goroutines: [growth(0)], inuse_space: [auto] },
		({ rounds, idleMs }) => ({
			goroutines: 10 + 100 * rounds,
			heapAlloc: rounds > 2 ? 1e6 + 1000 * idleMs : 1e6,
		}),
		"fail",
		{ kind: "leak", rounds: 3, longWaits: 1 },
	],
	[
		"a heap that rises before load buys no room with it",
		{ inuse_space: [auto] },
		({ rounds, nowMs }) => ({
			heapAlloc: 1e6 + 60 * Math.min(nowMs, 6000) + 80_000 * rounds,
		}),
		"fail",
		{ kind: "leak", rounds: 3, longWaits: 1 },
	],
	[
		"a heap that swings by 1 MB before load and after",
		{ inuse_space: [auto] },
		({ nowMs }) => ({ heapAlloc: 1e7 + (nowMs % 1300 < 600 ? 1e6 : 0) }),
		"pass",
		{ kind: "steady", rounds: 1, longWaits: 0 },
	],
	[
		"one batch that is freed late in the wait is no fall that goes on",
		{ goroutines: [growth(0)] },
		({ rounds, idleMs }) => ({
			goroutines: 10 + 100 * rounds + (rounds > 2 && idleMs < 23_000 ? 30 : 0),
		}),
		"fail",
		{ kind: "leak", rounds: 4, longWaits: 2 },
	],
	[
		"a buffer that fills and is flushed every 9 s does not grow while idle",
		{ inuse_space: [growth(10_000)] },
		({ rounds, nowMs }) => ({
			heapAlloc: rounds > 0 ? 2e6 + 50 * (nowMs % 9000) : 1e6,
		}),
		"pass",
		{ kind: "warm-up", rounds: 4, longWaits: 1 },
	],
	[
		"a leak below a buffer that is flushed every 18 s",
		{ inuse_space: [growth(10_000)] },
		({ rounds, nowMs }) => ({
			heapAlloc: 1e6 * rounds + 50 * ((nowMs + 10_000) % 18_000),
		}),
		"fail",
		{ kind: "leak", rounds: 3, longWaits: 1 },
	],
];

describe("budgets of every kind, in simulated time", () => {
	test.each(CASES)("%s", async (_, limits, behaviour, outcome, expected) => {
		const budgets = Object.entries(limits).map(
			([metric, limits]): Budget => ({ metric, limits, byDefault: false }),
		);
		const { verdict, evidence } = await measureSimulated(
			{ ...DEFAULT_PLAN, budgets },
			behaviour,
		);
		const waits = evidence.settled.slice(1);
		expect({
			outcome: verdict.outcome,
			kind: verdict.findings[0]?.kind,
			rounds: waits.length,
			longWaits: waits.filter(({ settledMs }) => settledMs >= 25_000).length,
		}).toEqual({ outcome, ...expected });
	});
});
