/** The budget file after parsing: every default applied, every unit canonical (bytes, milliseconds, fractions). */
export interface Plan {
	/** Keys the pull request comment and heads every report. */
	readonly name: string;
	/** Absolute folder that relative paths and commands start from. */
	readonly directory: string;
	readonly service: ServicePlan;
	/** Shell command before the service starts; `teardown` always runs after it stopped. */
	readonly setup?: string;
	readonly teardown?: string;
	/** Each is driven in rounds of its own and judged by itself. Names are unique. */
	readonly load: readonly Scenario[];
	/** Of each scenario. */
	readonly rounds: "auto" | number;
	readonly settle: { readonly timeoutMs: number; readonly quietMs: number };
	/** Bytes allocated per heap sample, set through GODEBUG=memprofilerate. */
	readonly heapSampling: number;
	readonly budgets: readonly Budget[];
	/** Absent: none. Of several that match a stack the first one counts. */
	readonly stacks?: readonly StackBudget[];
	/** Absent: none. */
	readonly ignore?: readonly Ignore[];
	/** Which leaks fail: absent = any; those that the base does not have. */
	readonly failOn?: "new";
}

/** What a run is judged by; a folder of evidence may be judged by others than its own. */
export type Rules = Pick<Plan, "budgets" | "stacks" | "ignore" | "failOn">;

export interface ServicePlan {
	/** Shell command; absent for a binary that is built already. */
	readonly build?: string;
	readonly run: string;
	/** Absolute. */
	readonly cwd: string;
	/** Values may be secrets: they are blanked in evidence. */
	readonly env: Readonly<Record<string, string>>;
	/** Names of the variables that `env` takes from our environment: they may hold secrets. */
	readonly taken?: readonly string[];
	/** Absent: ready as soon as the profile source answers. */
	readonly ready?: Ready;
	readonly readyTimeoutMs: number;
	readonly profiles: ProfileSource;
	readonly stop: { readonly signal: string; readonly timeoutMs: number };
}

export type Ready =
	| { readonly kind: "http"; readonly url: string }
	| { readonly kind: "tcp"; readonly host: string; readonly port: number }
	| { readonly kind: "log"; readonly text: string };

/** `auto` tries the agent, then net/http/pprof beside the ready URL; `pprof` is the URL of a net/http/pprof index. */
export type ProfileSource =
	| { readonly kind: "auto" }
	| { readonly kind: "pprof"; readonly url: string };

export type Scenario = CommandScenario | HttpScenario;

interface ScenarioCommon {
	readonly name: string;
	/** Fraction of requests, 0 to 1, that may fail before the load proves nothing. */
	readonly allowErrors: number;
}

export interface CommandScenario extends ScenarioCommon {
	readonly kind: "command";
	readonly run: string;
}

export interface HttpScenario extends ScenarioCommon {
	readonly kind: "http";
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
	readonly connections: number;
	readonly amount:
		| { readonly kind: "requests"; readonly requests: number }
		| { readonly kind: "duration"; readonly durationMs: number };
	/** Requests per second over all connections; absent = as fast as answers come. */
	readonly ratePerSecond?: number;
}

export interface Budget {
	/** A name in the metric registry. */
	readonly metric: string;
	readonly limits: readonly Limit[];
	/** Not written in the budget file: where it cannot be measured, a note will do. */
	readonly byDefault: boolean;
}

/** Limits of the stacks that match; what they hold is taken out of the totals of these metrics. */
export interface StackBudget {
	/** A glob over function names, tested against every frame: `model/glob`. */
	readonly match: string;
	readonly budgets: readonly Budget[];
}

/** Stacks that do not count, and why. */
export interface Ignore {
	/** A glob over function names, tested against every frame. */
	readonly function: string;
	readonly why: string;
	/** `2027-06-01`: the last day on which it holds; absent = for good. */
	readonly until?: string;
}

/** `text` is the limit as the user wrote it. Values are in the metric's unit: a count or bytes. */
export type Limit =
	| { readonly kind: "growth"; readonly value: number; readonly text: string }
	/** Percent of the settled value before load. */
	| {
			readonly kind: "growth-percent";
			readonly percent: number;
			readonly text: string;
	  }
	/** What stands out of the service's own noise; the metric says how. */
	| { readonly kind: "growth-auto"; readonly text: string }
	| { readonly kind: "ceiling"; readonly value: number; readonly text: string };
