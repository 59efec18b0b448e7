import type { Counters, Evidence } from "../model/evidence.ts";
import type { Metric } from "../model/metric.ts";
import type { Stack } from "../model/profile.ts";
import { heapBand } from "./heap-band.ts";
import type { StacksAt } from "./stacks-at.ts";

/** The evidence as one limit sees it: settled counters and stacks of what it counts alone. */
export interface View {
	readonly evidence: Evidence;
	readonly stacksAt: StacksAt;
	/** Whether it counts all there is: then the readings between settled states tell it too. */
	readonly isWhole: boolean;
}

export type StackMatch = (stack: Stack) => boolean;

/** Where a metric's amounts stand: in a profile by stack, and their sum among the counters. */
export interface Source {
	readonly profile: "goroutine" | "goroutineleak" | "heap";
	readonly value: "count" | "bytes";
	readonly counter:
		| "goroutines"
		| "leakedGoroutines"
		| "heapAlloc"
		| "heapObjects";
}

const GOROUTINES: Source = {
	profile: "goroutine",
	value: "count",
	counter: "goroutines",
};

const SOURCES: readonly Source[] = [
	GOROUTINES,
	{ profile: "goroutineleak", value: "count", counter: "leakedGoroutines" },
	{ profile: "heap", value: "bytes", counter: "heapAlloc" },
	{ profile: "heap", value: "count", counter: "heapObjects" },
];

/** Undefined for a metric that no profile tells by stack. */
export function sourceOf({ culprits }: Metric): Source | undefined {
	return SOURCES.find(
		({ profile, value }) =>
			profile === culprits?.profile && value === culprits.value,
	);
}

/** What the matching stacks hold in each settled state; undefined where a profile is missing. */
export function amountsOf(
	{ evidence, stacksAt }: View,
	{ profile, value }: Source,
	matches: StackMatch,
): readonly number[] | undefined {
	const amounts = evidence.settled.map(({ round }) =>
		stacksAt(profile, round)
			?.filter(matches)
			.reduce((sum, stack) => sum + stack[value], 0),
	);
	return amounts.every((amount) => amount !== undefined) ? amounts : undefined;
}

/** The same without the stacks that match: neither their counts nor, as far as is known, their bytes. */
export function takeOut(view: View, matches: StackMatch, source: Source): View {
	const amounts = left(view, source, matches);
	const evidence = withAmounts(view.evidence, source, amounts);
	return {
		evidence: amounts
			? quieter(evidence, source, amountsOf(view, source, matches) ?? [])
			: evidence,
		stacksAt: (profile, round) => {
			const stacks = view.stacksAt(profile, round);
			return profile === source.profile
				? stacks?.filter((stack) => !matches(stack))
				: stacks;
		},
		isWhole: view.isWhole && !amounts,
	};
}

/** With no more noise than what is left may make: what is taken out may have swung by all that was seen of it. */
function quieter(
	evidence: Evidence,
	{ counter, profile }: Source,
	taken: readonly number[],
): Evidence {
	const { noise } = evidence;
	if (!noise || profile === "heap") return evidence;
	const [first = 0, second = 0] = [noise.first[counter], noise.second[counter]];
	const swing = Math.max(0, Math.abs(second - first) - Math.max(...taken));
	return {
		...evidence,
		noise: {
			...noise,
			second: { ...noise.second, [counter]: first + swing },
		},
	};
}

/** The settled states with other amounts in them; as they are where there are none. */
export function withAmounts(
	evidence: Evidence,
	{ counter }: Source,
	amounts: readonly number[] | undefined,
): Evidence {
	if (!amounts) return evidence;
	const settled = evidence.settled.map((state, index) => {
		const counters: Counters = {
			...state.counters,
			[counter]: amounts[index] ?? 0,
		};
		return { ...state, counters };
	});
	return { ...evidence, settled };
}

/** Mean size of what the source counts: 1 where that is bytes. */
export function objectBytesOf(
	{ evidence, stacksAt }: View,
	{ value }: Source,
	matches: StackMatch,
): number {
	if (value === "bytes") return 1;
	const last = stacksAt("heap", evidence.settled.at(-1)?.round ?? 0) ?? [];
	const own = last.filter(matches);
	const objects = own.reduce((sum, { count }) => sum + count, 0);
	return objects > 0
		? own.reduce((sum, { bytes }) => sum + bytes, 0) / objects
		: 1;
}

/** What is left of a source without the stacks that match; undefined where that is all of it. */
function left(
	view: View,
	source: Source,
	matches: StackMatch,
): readonly number[] | undefined {
	const taken = amountsOf(view, source, matches);
	const records = recordsOf(view, source, matches);
	const isAny = (amounts: readonly number[] = []) =>
		amounts.some((amount) => amount > 0);
	if (!taken || !(isAny(taken) || isAny(records))) return undefined;
	// Counted in the same moment as what is taken: a count that swings would not match the counters' moment.
	return source.profile === "heap"
		? leftOfHeap(
				view.evidence.settled.map(
					({ counters }, index) =>
						(counters[source.counter] ?? 0) - (records?.[index] ?? 0),
				),
				view.evidence,
				taken,
				objectBytesOf(view, source, matches),
			)
		: amountsOf(view, source, (stack) => !matches(stack));
}

/** What the runtime keeps on the heap for the goroutines that match: a record for each. */
function recordsOf(
	view: View,
	{ profile, value }: Source,
	matches: StackMatch,
): readonly number[] | undefined {
	if (profile !== "heap") return undefined;
	const counts = amountsOf(view, GOROUTINES, matches);
	return counts?.map((count) => count * (value === "count" ? 1 : RECORD_BYTES));
}

/** The size class of runtime.g: measured 448 bytes in Go 1.24 and 1.25, 480 in 1.26 and 1.27. */
export const RECORD_BYTES = 480;

/**
 * The exact total without an estimate: of each round's growth the estimate is
 * taken, and what is left within its error counts as none. Where the estimate
 * falls, only what clearly fell is given back, or its error would make growth
 * of what is none.
 */
function leftOfHeap(
	totals: readonly number[],
	evidence: Evidence,
	taken: readonly number[],
	objectBytes: number,
): readonly number[] {
	const [atFirst = 0, held = 0] = [totals[0], taken[0]];
	// Before load there was no more of it than of all.
	let gone = Math.min(atFirst, held + heapBand(evidence, held, objectBytes));
	return totals.map((total, index) => {
		const grew = total - (totals[index - 1] ?? total);
		const [before, now] = [taken[index - 1] ?? held, taken[index] ?? 0];
		const estimate = now - before;
		if (estimate > 0) {
			const band = heapBand(evidence, estimate, objectBytes);
			gone += Math.max(estimate - band, Math.min(estimate + band, grew));
		} else {
			// All of it may be other memory than before, told anew.
			gone += Math.min(
				0,
				estimate + heapBand(evidence, before + now, objectBytes),
			);
		}
		return total - gone;
	});
}
