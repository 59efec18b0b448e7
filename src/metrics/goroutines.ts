import type { Metric } from "../model/metric.ts";

export const goroutines: Metric = {
	name: "goroutines",
	unit: "count",
	description:
		"Goroutines that exist once the service is idle again; the agent's own are left out.",
	read: (counters) => counters.goroutines,
	defaultLimit: { kind: "growth", value: 0, text: "+0" },
	settles: "cheap",
	room: { growth: 10, ceiling: 20 },
	culprits: { profile: "goroutine", value: "count" },
};
