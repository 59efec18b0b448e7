import type { Problem } from "./problem.ts";

export type Outcome = "pass" | "fail" | "undecided";

/** The contract of `verdict.json`; `verdict.schema.json` says the same as JSON Schema. Names stay; fields may be added. */
export interface Verdict {
	readonly format: 1;
	readonly name: string;
	readonly outcome: Outcome;
	/** 0 within budget, 1 over budget, 2 could not decide or could not run. */
	readonly exitCode: 0 | 1 | 2;
	readonly findings: readonly Finding[];
	/** Metrics without a budget, for the table only. */
	readonly observed: readonly Observed[];
	/** What grew, the worst first; what its base did not have before what it had. */
	readonly culprits: readonly Culprit[];
	/** The run that it was compared with; absent where there was none. */
	readonly base?: Base;
	/** What leaked in the base and does no more, as far as the two compare; absent where nobody can tell. */
	readonly gone?: readonly Gone[];
	/** Bytes at rest, whatever the budgets; absent where no round was measured. */
	readonly memory?: { readonly before: Memory; readonly after: Memory };
	readonly problems: readonly Problem[];
	readonly notes: readonly string[];
	readonly environment: {
		readonly go: string;
		readonly os: string;
		readonly tool: string;
	};
	/** Milliseconds by phase. */
	readonly timings: Readonly<Record<string, number>>;
}

/** The run of the code that a change came from, judged by the rules of the change. */
export interface Base {
	/** Its commit, or the folder of its evidence. */
	readonly ref: string;
	readonly outcome: Outcome;
	/** False: nothing was compared. */
	readonly trusted: boolean;
	/** Why it is not trusted, or not for memory. */
	readonly why?: string;
}

/** A culprit against its base: not there; grew less, or more, than now beyond noise; or as much. */
export type Since = "new" | "worse" | "already" | "better";

/** A culprit of the base that grows no more. */
export interface Gone extends CulpritFrame {
	readonly metric: string;
	/** As in the base's culprit. */
	readonly growth: number;
	readonly perRequest: number | null;
}

export interface Memory {
	/** What the operating system gave; null where it cannot be asked. */
	readonly rss: number | null;
	/** What Go holds of it: all that it has, less what it gave back. */
	readonly held: number;
	/** Live heap objects. */
	readonly inuse: number;
	/** Stacks of goroutines. */
	readonly stacks: number;
}

export type Unit = "count" | "bytes";

/**
 * How a metric behaved. `steady`: never over. `warm-up`: over, then stopped or kept
 * shrinking. `leak`: over in every confirming round. `blocked`: proven to stay for ever,
 * though it grew in some rounds only. `idle-growth`: rose without load.
 * `ceiling`: judged by its final value. `unconfirmed`: over, but in too few rounds to tell.
 * `moving`: did not come to rest. `unmeasured`:
 * this platform or profile source cannot tell.
 */
export type FindingKind =
	| "steady"
	| "warm-up"
	| "leak"
	| "blocked"
	| "idle-growth"
	| "ceiling"
	| "unconfirmed"
	| "moving"
	| "unmeasured";

/** Values in `unit`; null where the run ended before it was measured. */
export interface Observed {
	readonly metric: string;
	readonly unit: Unit;
	readonly before: number | null;
	readonly peak: number | null;
	readonly after: number | null;
	readonly rounds: readonly RoundGrowth[];
	/** What it is made of, for example connections by state, before the load and after it; absent where it has no parts. */
	readonly parts?: readonly Part[];
}

export interface Part {
	readonly name: string;
	readonly before: number;
	readonly after: number;
}

export interface Finding extends Observed {
	/** The load it was seen under; absent where the run has only one. */
	readonly scenario?: string;
	/** The pattern of the stacks it limits; absent for a total. */
	readonly stacks?: string;
	readonly limit: {
		readonly kind: "growth" | "ceiling";
		readonly value: number | null;
		readonly text: string;
	};
	readonly outcome: "within" | "over" | "undecided";
	readonly kind: FindingKind;
	/** What the budget is held to: the least growth of the confirming rounds, or of the last round. */
	readonly growth: number | null;
	/** The service's own noise before load, added to the limit. */
	readonly noise: number | null;
	/** `growth` over the requests of a round; null where the load does not say. */
	readonly perRequest: number | null;
	/** The same budget in the base; absent where there is none that tells. */
	readonly base?: InBase;
	/** It does not break the build: no more than its base's, and `fail_on: new`. */
	readonly excused?: true;
}

export interface InBase {
	/** As the finding's, at the requests of a round of this run. */
	readonly growth: number | null;
	readonly after: number | null;
}

export interface RoundGrowth {
	readonly before: number;
	readonly after: number;
	readonly growth: number;
	readonly requests: number | null;
	readonly settledMs: number;
}

export interface CulpritFrame {
	readonly function: string;
	readonly file: string;
	readonly line: number;
}

/** What one route has of a culprit's growth: a mean round's, and over the route's own requests where the service counted them. */
export interface RouteGrowth {
	readonly route: string;
	readonly growth: number;
	readonly perRequest: number | null;
}

/** What the catalogue says of a stack. Code in `cause` and `mend` stands between backticks. */
export interface Diagnosis {
	/** The signature's name: kebab-case, and stable. */
	readonly id: string;
	/** One sentence, with a "probably" where the stack does not prove it. */
	readonly cause: string;
	/** One or two sentences. */
	readonly mend: string;
	/** A fragment of Go that shows the mend. */
	readonly code: string;
	/** Documentation of what is misused. */
	readonly link: string;
}

/** A stack that grew. */
export interface Culprit extends CulpritFrame {
	readonly metric: string;
	/** Leaf first. */
	readonly stack: readonly CulpritFrame[];
	/** Growth a round, in the metric's unit: the least of the confirming rounds, or an estimate within `band`. */
	readonly growth: number;
	readonly perRequest: number | null;
	/** Half-width of the 95 % sampling error of a heap estimate; null where counts are exact. */
	readonly band: number | null;
	/** The route under whose requests most of it grew. */
	readonly route: string | null;
	/** All of them, the most growth first; absent where nothing tells. */
	readonly routes?: readonly RouteGrowth[];
	readonly scenario: string | null;
	/** Why it waits, in the runtime's words (`chan send`); null for memory. */
	readonly wait: string | null;
	/** The runtime's goroutineleak profile lists it. */
	readonly proven: boolean;
	readonly first_party: boolean;
	/** The goroutine's entry function: where it was started to run. */
	readonly entry: string | null;
	/** The line that started it, and the function it is in; absent where nothing tells. */
	readonly creator?: CulpritFrame;
	/** Null where the catalogue knows no such stack; absent before anybody asked it. */
	readonly diagnosis?: Diagnosis | null;
	/** Absent where there is no base, or none that tells. */
	readonly since?: Since;
	/** What it grew by in a round of the base, at the requests of a round of this run; absent where it is new. */
	readonly was?: number;
	/** It does not break the build: as in its base, or less, and `fail_on: new`. */
	readonly excused?: true;
}
