import type { Metric } from "../model/metric.ts";

export const inuseObjects: Metric = {
	name: "inuse_objects",
	unit: "count",
	description: "Live heap objects, exact (MemStats.HeapObjects after GC).",
	read: (counters) => counters.heapObjects,
	settles: "exact",
	room: { growth: 500 },
	culprits: { profile: "heap", value: "count" },
};
