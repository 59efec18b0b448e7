import type { Metric } from "../model/metric.ts";

export const threads: Metric = {
	name: "threads",
	unit: "count",
	description: "Operating system threads of the process.",
	unmeasured: "this profile source does not tell it",
	read: (counters) => counters.threads,
	settles: "cheap",
	// No ceiling: how many there are goes with the machine's processors.
	room: { growth: 4 },
};
