import type { Plan } from "./plan.ts";
import type { Problem } from "./problem.ts";
import type { Modules } from "./profile.ts";

/**
 * One look at the service's own counters. Goroutines leave out the agent's.
 * Bytes are exact (runtime.MemStats). What a platform cannot tell is absent.
 */
export interface Counters {
	readonly goroutines: number;
	readonly heapAlloc: number;
	readonly heapObjects: number;
	readonly heapSys: number;
	readonly heapReleased: number;
	readonly heapInuse: number;
	readonly stackInuse: number;
	/** All that Go has from the system, what it gave back (heapReleased) included. */
	readonly sys?: number;
	readonly numGc: number;
	readonly threads?: number;
	readonly rss?: number;
	/** Settled readings only, as all that follows. */
	readonly openFiles?: number;
	/** By state in Linux's words (`established`, `close_wait`); sockets that listen are left out. */
	readonly tcpConnections?: Readonly<Record<string, number>>;
	/** Requests since the service started by the value of their label `http.route`. */
	readonly requestsByRoute?: Readonly<Record<string, number>>;
	/** Goroutines that the runtime proves to be blocked for ever. */
	readonly leakedGoroutines?: number;
}

export type Phase = "before" | "load" | "settle";

/** One point of the timeline; `atMs` counts from the start of the run. Round 0 is before load. */
export interface Reading {
	readonly atMs: number;
	readonly phase: Phase;
	readonly round: number;
	readonly counters: Counters;
}

/**
 * How the wait for idle ended. `quiet`: back within the allowance. `flat`: above
 * it and still. `proven`: above it, and goroutineleak accounts for the excess.
 * The rest were still moving at the timeout.
 */
export type Settling =
	| "quiet"
	| "flat"
	| "proven"
	| "rising"
	| "falling"
	| "swinging";

/** The settled state before load (round 0) or after a round: exact counters after GC. */
export interface Settled {
	readonly round: number;
	readonly settling: Settling;
	/** The same for each metric that was not `quiet`; absent in runs of versions that did not keep it. */
	readonly endings?: Readonly<Record<string, Settling>>;
	readonly settledMs: number;
	/** Whether what was over was waited for up to `settle.timeout` (or proven): it is no late clean-up. */
	readonly patient: boolean;
	/** Metrics that were over their allowance when the wait ended. */
	readonly over: readonly string[];
	/** Metrics that fell while the wait went on past the first rest: earlier, shorter waits read them too high. */
	readonly late: readonly string[];
	readonly counters: Counters;
}

/** What the load said of itself; a command that prints no summary leaves `requests` and `errors` out. */
export interface LoadResult {
	readonly scenario: string;
	readonly durationMs: number;
	readonly requests?: number;
	readonly errors?: number;
	/** Kinds of errors and how many of each, the most frequent first. */
	readonly errorKinds?: Readonly<Record<string, number>>;
	/** 99th percentile in milliseconds. */
	readonly p99Ms?: number;
	/** Which summary was read: `autocannon`, `k6`, `hey`, `vegeta`. */
	readonly summary?: string;
}

export type Moment = "before" | "during" | "after";

/** Profiles saved at one moment: name of the profile → path within the evidence folder, `/`-separated. */
export interface Snapshot {
	readonly moment: Moment;
	readonly round: number;
	readonly profiles: Readonly<Record<string, string>>;
}

export interface Environment {
	readonly tool: string;
	readonly os: string;
	readonly go: string;
	readonly source: "agent" | "pprof";
	readonly modules: Modules;
	/** runtime.MemProfileRate in force, bytes per sample; absent where it cannot be asked. */
	readonly memProfileRate?: number;
	/** Whether the runtime has the goroutineleak profile. */
	readonly leakProfile: boolean;
}

/** What is written to the journal, one JSON line each, as the run goes: a crash loses nothing that was seen. */
export type EvidenceEvent =
	| {
			readonly type: "plan";
			readonly format: 1;
			readonly plan: Plan;
			readonly startedAt?: string;
	  }
	| { readonly type: "environment"; readonly environment: Environment }
	| { readonly type: "reading"; readonly reading: Reading }
	/** Two idle states before load, as far apart as each counter swings: the service's own noise. */
	| {
			readonly type: "noise";
			readonly first: Counters;
			readonly second: Counters;
	  }
	| { readonly type: "load"; readonly round: number; readonly load: LoadResult }
	| { readonly type: "settled"; readonly settled: Settled }
	| { readonly type: "snapshot"; readonly snapshot: Snapshot }
	| { readonly type: "note"; readonly text: string }
	/** The run in the folder `base` beside the evidence is what this one is compared with. */
	| { readonly type: "base"; readonly ref: string }
	| { readonly type: "problem"; readonly problem: Problem }
	| { readonly type: "timing"; readonly name: string; readonly ms: number };

/** All that one run saw: the journal, folded. */
export interface Evidence {
	readonly plan: Plan;
	/** UTC, ISO 8601; absent in runs of versions that did not keep it. */
	readonly startedAt?: string;
	readonly environment?: Environment;
	readonly readings: readonly Reading[];
	readonly noise?: { readonly first: Counters; readonly second: Counters };
	readonly loads: readonly {
		readonly round: number;
		readonly load: LoadResult;
	}[];
	/** Index = round; [0] is before load. */
	readonly settled: readonly Settled[];
	readonly snapshots: readonly Snapshot[];
	/** A run to compare with was made, or given. */
	readonly base?: { readonly ref: string };
	readonly notes: readonly string[];
	readonly problems: readonly Problem[];
	readonly timings: Readonly<Record<string, number>>;
}
