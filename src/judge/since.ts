import type { Since } from "../model/verdict.ts";

/** What a group of stacks, or a budget, grew by in a round. */
export interface Growth {
	readonly growth: number;
	/** Of that round; undefined where the load does not say. */
	readonly requests?: number | undefined;
	/** How far the estimate may err; 0 where it is a count. */
	readonly band: number;
}

/**
 * How a growth stands to the base's, at the same number of requests: more or
 * less only beyond one a round, beyond a tenth, and beyond what both estimates may err.
 */
export function since(
	now: Growth,
	before: Growth,
): { readonly since: Exclude<Since, "new">; readonly was: number } {
	const scale =
		now.requests && before.requests ? now.requests / before.requests : 1;
	const was = before.growth * scale;
	const room = Math.max(
		LEAST,
		TENTH * Math.abs(was),
		now.band + before.band * scale,
	);
	if (now.growth > was + room) return { since: "worse", was };
	return { since: now.growth < was - room ? "better" : "already", was };
}

/** One goroutine, or one byte. */
const LEAST = 1;

const TENTH = 0.1;
