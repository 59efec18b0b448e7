import type { Metric } from "../model/metric.ts";

export const threads: Metric = {
	name: "threads",
	unit: "count",
	description: "Operating system threads of the process.",
	unmeasured: "this profile source does not tell it",
	read: (counters) => counters.threads,
	settles: "cheap",
};
