import type { Metric } from "../model/metric.ts";

/**
 * Of about 65 healthy Go services and libraries measured with exact live bytes
 * after GC, nearly all stayed at or under 12 kB in the least of three rounds;
 * of as many that leak, every one grew by at least 35 kB. Twice the former, under the latter.
 */
const LEAST_LEAK_BYTES = 24 * 1024;

/** How far above the idle noise growth must stand before it is more than noise. */
const NOISE_FACTOR = 3;

export const inuseSpace: Metric = {
	name: "inuse_space",
	unit: "bytes",
	description:
		"Bytes of live heap objects, exact (MemStats.HeapAlloc after GC).",
	read: (counters) => counters.heapAlloc,
	defaultLimit: { kind: "growth-auto", text: "auto" },
	autoAllowance: (noise) => Math.max(LEAST_LEAK_BYTES, NOISE_FACTOR * noise),
	settles: "exact",
	culprits: { profile: "heap", value: "bytes" },
};
