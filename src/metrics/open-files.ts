import type { Metric } from "../model/metric.ts";

export const openFiles: Metric = {
	name: "open_files",
	unit: "count",
	description:
		"File descriptors of the process, sockets included; the agent's own are left out (Linux).",
	unmeasured: "only the agent on Linux tells it",
	read: (counters) => counters.openFiles,
	settles: "exact",
	room: { growth: 4 },
};
