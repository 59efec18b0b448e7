import type { Metric } from "../model/metric.ts";

export const leakedGoroutines: Metric = {
	name: "leaked_goroutines",
	unit: "count",
	description:
		"Goroutines that Go's goroutineleak profile proves blocked for ever (Go 1.26 and later).",
	unmeasured:
		"this build has no goroutineleak profile, which takes Go 1.26 and the agent, or Go 1.27",
	read: (counters) => counters.leakedGoroutines,
	defaultLimit: { kind: "growth", value: 0, text: "+0" },
	isProof: true,
	settles: "none",
	room: { growth: 10 },
	culprits: { profile: "goroutineleak", value: "count" },
};
