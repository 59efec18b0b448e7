import type { Metric } from "../model/metric.ts";

/**
 * Of about 65 healthy Go services and libraries measured with exact live bytes
 * after GC, nearly all stayed at or under 12 kB in the least of three rounds;
 * of as many that leak, every one grew by at least 35 kB. Twice the former, under the latter.
 */
const LEAST_LEAK_BYTES = 24 * 1024;

export const inuseSpace: Metric = {
	name: "inuse_space",
	unit: "bytes",
	description:
		"Bytes of live heap objects, exact (MemStats.HeapAlloc after GC).",
	read: (counters) => counters.heapAlloc,
	defaultLimit: { kind: "growth-auto", text: "auto" },
	// A heap that swings between two bounds cannot grow by a third of the way three rounds running: all of it is safe.
	autoAllowance: (noise) => Math.max(LEAST_LEAK_BYTES, noise),
	scatter: LEAST_LEAK_BYTES / 2,
	settles: "exact",
	room: { growth: 1024 ** 2, ceiling: 8 * 1024 ** 2 },
	culprits: { profile: "heap", value: "bytes" },
};
