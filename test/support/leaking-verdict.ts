import type { Outcome, Verdict } from "../../src/model/verdict.ts";

/** shop leaks 100 goroutines a round at orders/client.go:42. */
export function leakingVerdict(outcome: Outcome): Verdict {
	const observed = { before: 14, peak: 114, after: 114, rounds: [] };
	return {
		format: 1,
		name: "shop",
		outcome,
		exitCode: 1,
		findings: [
			{
				...observed,
				metric: "goroutines",
				unit: "count",
				limit: { kind: "growth", value: 0, text: "+0" },
				outcome: "over",
				kind: "leak",
				growth: 100,
				noise: 0,
				perRequest: 0.5,
			},
		],
		observed: [
			{
				...observed,
				metric: "inuse_space",
				unit: "bytes",
				rounds: [
					{
						before: 0,
						after: 4096,
						growth: 4096,
						requests: 200,
						settledMs: 1000,
					},
				],
			},
		],
		culprits: [
			{
				metric: "goroutines",
				function: "shop/internal/orders.(*Client).fetch",
				file: "/src/shop/internal/orders/client.go",
				line: 42,
				stack: [],
				growth: 100,
				perRequest: 0.5,
				band: null,
				route: null,
				scenario: null,
				wait: "chan send",
				proven: true,
				first_party: true,
				entry: null,
			},
		],
		problems: [],
		notes: [],
		environment: { go: "go1.26.8", os: "linux/amd64", tool: "0.1.0" },
		timings: {},
	};
}
