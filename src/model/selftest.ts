import type { Unit } from "./verdict.ts";

/** A leak of known size, planted once a round; bytes in whole KiB. */
export interface Planted {
	readonly goroutines: number;
	readonly bytes: number;
}

/** What one budget made of the planted leak; amounts are a round's, in `unit`. */
export interface SelftestCheck {
	readonly metric: string;
	/** The load it was seen under; absent where the run has only one. */
	readonly scenario?: string;
	readonly unit: Unit;
	/** The budget, as the user wrote it. */
	readonly limit: string;
	readonly planted: number;
	/** What the gate saw; null where it was not measured. */
	readonly grew: number | null;
	readonly state: "seen" | "missed" | "undecided";
	/** Place of the planted line among the culprits, from 1; null where it is not named. */
	readonly rank: number | null;
	/** The least growth that breaks this budget, and the same for each request. */
	readonly smallest: number | null;
	readonly smallestPerRequest: number | null;
}

/** Whether the gate sees a leak in this service, with its load and budgets. */
export interface Selftest {
	readonly name: string;
	readonly outcome: SelftestCheck["state"];
	readonly checks: readonly SelftestCheck[];
	/** Goroutines or bytes that no budget looks at. */
	readonly blind: readonly string[];
}
