import type { Frame, Stack } from "./profile.ts";
import type { Held } from "./stack-change.ts";
import type { Diagnosis } from "./verdict.ts";

/** Goroutines with one stack, and what one profile tells of them. */
export interface StandingStack extends Stack {
	/** In the runtime's words; null where this format does not tell. */
	readonly wait: string | null;
	/** Since when the longest of them waits, in whole minutes; 0 where that is less, or not told. */
	readonly minutes: number;
	/** Where they were started, which its function did; only dumps tell. */
	readonly creator: Pick<Frame, "function" | "file" | "line"> | null;
	/** The garbage collector found that nothing can wake them. */
	readonly proven: boolean;
}

/** Stacks that are the same but for where exactly they stand. */
export interface StandingGroup
	extends Pick<StandingStack, "wait" | "minutes" | "creator" | "proven"> {
	/** Frames that every format shows, leaf first, of its most frequent stack. */
	readonly frames: readonly Frame[];
	readonly held: Held;
	/** How many of them by their label `http.route`, the most first. */
	readonly routes: readonly (readonly [route: string, count: number])[];
	/** False where every healthy program may have one like it. */
	readonly isSuspect: boolean;
	/** Null where the catalogue knows no such stack, and for what is not suspect. */
	readonly diagnosis: Diagnosis | null;
}

/** What stands in one goroutine or heap profile; the groups that hold most come first. */
export interface Standing {
	readonly unit: "goroutines" | "heap";
	readonly held: Held;
	readonly groups: readonly StandingGroup[];
}
