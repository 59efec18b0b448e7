import type { Metric } from "../model/metric.ts";

export const rss: Metric = {
	name: "rss",
	unit: "bytes",
	description:
		"Memory the operating system has given the process, after free pages were handed back (Linux).",
	unmeasured: "only the agent on Linux tells it",
	read: (counters) => counters.rss,
	settles: "exact",
};
