import type { Clock, Probe } from "../../ports.ts";

/** What other adapters give to the service host: the overlay, and the ways in. */
export interface Doors {
	/** The environment for `go build` that adds the agent; a Stop without Go on PATH. */
	readonly prepareGoBuild: (options: {
		readonly directory: string;
		readonly env: Readonly<Record<string, string>>;
		readonly workDir: string;
		readonly signal: AbortSignal;
	}) => Promise<{
		readonly env: Readonly<Record<string, string>>;
		readonly notes: readonly string[];
	}>;
	/** What tells the agent where to put its socket. */
	readonly agentEnvironment: (
		directory: string,
	) => Readonly<Record<string, string>>;
	readonly connectAgent: (options: {
		readonly directory: string;
		readonly pid: number;
		readonly timeoutMs: number;
		readonly clock: Clock;
		readonly signal: AbortSignal;
	}) => Promise<Probe | undefined>;
	readonly connectPprof: (options: {
		readonly url: string;
		readonly signal: AbortSignal;
	}) => Promise<Probe | NoPprof>;
}

/** Why net/http/pprof does not answer at a URL, as a sentence goes on: "nobody listens there". */
export interface NoPprof {
	readonly absent: string;
}
