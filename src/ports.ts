import type {
	Counters,
	Environment,
	EvidenceEvent,
	LoadResult,
} from "./model/evidence.ts";
import type { Scenario } from "./model/plan.ts";
import type { Progress } from "./model/progress.ts";
import type { Planted } from "./model/selftest.ts";

/** Time, so that tests need not wait. */
export interface Clock {
	/** Milliseconds since an arbitrary start; never goes back. */
	now(): number;
	/** Rejects with the signal's reason when it is aborted. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Runs the shell commands of the plan: `setup`, `teardown`, `service.build`, `service.run`. */
export interface ServiceHost {
	setup(signal: AbortSignal): Promise<void>;
	build(signal: AbortSignal): Promise<void>;
	/**
	 * Starts the service in a process group of its own and returns at once.
	 * `when` says what goes on, as a sentence goes on: "during round 2".
	 */
	start(signal: AbortSignal, when: () => string): Promise<RunningService>;
	teardown(): Promise<void>;
}

export interface RunningService {
	/** Resolves when `service.ready` holds; a Stop when it never does or the service exits first. */
	ready(signal: AbortSignal): Promise<void>;
	/** Finds the way in: the agent, else net/http/pprof; a Stop that says what to do when there is neither. */
	probe(signal: AbortSignal): Promise<Probe>;
	/** Resolves with a Stop (never rejects) when the service ends without having been asked to. */
	readonly died: Promise<Error>;
	/** The stop signal, then SIGKILL after its timeout, to the whole group. Safe to call twice. */
	stop(): Promise<void>;
}

/** A look inside the service. Each call may throw a Stop. */
export interface Probe {
	readonly environment: Omit<Environment, "tool">;
	/** The sampling rate of the heap that is in force now: a program may set its own once it runs. */
	memProfileRate(): Promise<number | undefined>;
	/** Cheap: may be called at 4 Hz under load. */
	counters(): Promise<Counters>;
	/** Runs GC until live bytes stop falling, then reads. `release` also gives free pages back to the OS first, so that RSS is what is held. */
	settledCounters(options: { readonly release: boolean }): Promise<Counters>;
	/** Any runtime/pprof profile; debug=0 is gzipped profile.proto. */
	profile(name: string, debug: 0 | 1 | 2): Promise<Uint8Array>;
	/** Goroutines proven blocked for ever: the best of three collections; undefined where the runtime has no such profile. */
	leakedGoroutines(): Promise<
		{ readonly count: number; readonly profile: Uint8Array } | undefined
	>;
	/** Leaks so much for good, as a service would; absent where only looking is possible. */
	readonly plant?: (leak: Planted) => Promise<void>;
}

/** Runs one scenario once. A Stop when it cannot run; a load that ran and failed requests is a result. */
export interface LoadRunner {
	run(
		scenario: Scenario,
		round: number,
		signal: AbortSignal,
	): Promise<LoadResult>;
}

/** The evidence folder, append-only. */
export interface EvidenceWriter {
	append(event: EvidenceEvent): void;
	/** Overwrites. `path` is relative to the evidence folder, `/`-separated. */
	save(path: string, bytes: Uint8Array): void;
}

/** The evidence folder of this run or of an earlier one, perhaps from another machine: not to be trusted. */
export interface EvidenceReader {
	events(): readonly EvidenceEvent[];
	/** `path` as a snapshot names it; a Stop where there is no such file within the folder. */
	read(path: string): Uint8Array;
	/** The run that lies in its folder `base`; undefined where there is none. */
	readonly base?: EvidenceReader | undefined;
}

export interface Ports {
	readonly clock: Clock;
	readonly host: ServiceHost;
	readonly load: LoadRunner;
	readonly evidence: EvidenceWriter;
	readonly progress: (progress: Progress) => void;
	/** Aborted by Ctrl-C, or by the runner's cancellation. */
	readonly signal: AbortSignal;
	/** When the run started: UTC, ISO 8601. */
	readonly startedAt: string;
	/** Name and version of this tool. */
	readonly tool: string;
}
