import type { Metric } from "../model/metric.ts";

export const rss: Metric = {
	name: "rss",
	unit: "bytes",
	description:
		"Memory the operating system has given the process, after free pages were handed back (Linux).",
	unmeasured: "only the agent on Linux tells it",
	read: (counters) => counters.rss,
	settles: "exact",
	room: { growth: 16 * 1024 ** 2, ceiling: 32 * 1024 ** 2 },
};
