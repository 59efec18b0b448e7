import type { Counters, LoadResult, Settled } from "./evidence.ts";

/** What is going on, as data, for whoever watches. */
export type Progress =
	/** A phase begins: `setup`, `build`, `ready`, `before`, `round 2`, `stop`; `detail` is its command or address. */
	| { readonly kind: "begin"; readonly phase: string; readonly detail: string }
	/** A look at the service while the phase lasts. */
	| {
			readonly kind: "live";
			readonly phase: string;
			readonly counters: Counters;
			readonly elapsedMs: number;
	  }
	| {
			readonly kind: "end";
			readonly phase: string;
			readonly detail: string;
			readonly ms: number;
			/** Absent where it went well. */
			readonly ended?: "failed" | "interrupted";
	  }
	/** The state before load, and the two idle readings whose difference is the noise. */
	| {
			readonly kind: "before";
			readonly settled: Settled;
			readonly noise: readonly [Counters, Counters];
	  }
	| {
			readonly kind: "round";
			/** Absent where the load is only one. */
			readonly scenario?: string;
			readonly load: LoadResult;
			readonly start: Settled;
			readonly settled: Settled;
			readonly peak: Counters;
	  }
	| { readonly kind: "note"; readonly text: string };
