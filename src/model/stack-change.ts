import type { Frame } from "./profile.ts";

/** What became of a group of stacks from one profile to another. */
export interface StackChange {
	readonly kind: "new" | "grown" | "shrunk" | "gone";
	/** Frames that every format shows, leaf first, as in the later profile that has them. */
	readonly frames: readonly Frame[];
	readonly before: Held;
	readonly after: Held;
}

/** Goroutines; or live objects and their bytes, as a heap profile estimates them. */
export interface Held {
	readonly count: number;
	readonly bytes: number;
}

/** Two profiles of one kind; `changes` has the largest first, whether up or down. */
export interface ProfileChange {
	readonly unit: "goroutines" | "heap";
	readonly before: Held;
	readonly after: Held;
	readonly changes: readonly StackChange[];
}
