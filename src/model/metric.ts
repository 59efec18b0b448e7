import type { Counters } from "./evidence.ts";
import type { Limit } from "./plan.ts";
import type { Unit } from "./verdict.ts";

/** What a budget may limit. The YAML schema, the collector, the judge, the docs and the reports follow from these fields. */
export interface Metric {
	/** The key under `budgets`. */
	readonly name: string;
	readonly unit: Unit;
	/** One sentence for the schema and the README. */
	readonly description: string;
	/** Its value in one look; undefined where the platform or the profile source cannot tell. */
	readonly read: (counters: Counters) => number | undefined;
	/** What its value is the sum of, by name. */
	readonly parts?: (
		counters: Counters,
	) => Readonly<Record<string, number>> | undefined;
	/** Why it may not be measured: ends the sentence `… is not measured here:`. Absent for what every source tells. */
	readonly unmeasured?: string;
	/** The budget of a file that does not name this metric; absent = not judged. */
	readonly defaultLimit?: Limit;
	/** Growth that a `growth-auto` budget allows, given the noise before load (same unit). Absent = `auto` is refused. */
	readonly autoAllowance?: (noise: number) => number;
	/** After GC, rounds alike differ by so much without any cause of the service's (same unit); none where a count repeats exactly. */
	readonly scatter?: number;
	/** What it counts is proven to stay for ever: growth that stops is no warm-up. */
	readonly isProof?: boolean;
	/** How the settling waits for it: `cheap` counters at each poll, `exact` after a GC, `none` = read once when the rest is settled. */
	readonly settles: "cheap" | "exact" | "none";
	/**
	 * The least difference between a budget and what is used that is worth a word:
	 * a report speaks of no less, and `tune` leaves no less. No `ceiling`: `tune` writes none.
	 */
	readonly room: { readonly growth: number; readonly ceiling?: number };
	/** Which profile names its culprits. */
	readonly culprits?: {
		readonly profile: "goroutine" | "goroutineleak" | "heap";
		readonly value: "count" | "bytes";
	};
}
