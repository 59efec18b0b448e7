import type { SubjectRun } from "./subject-run.ts";

/** What others would have said after the same load in the same process: true is an alarm; absent where it could not be told. */
export interface Peers {
	/** Rounds of growth without proof: our findings less `leaked_goroutines`. */
	readonly growth?: boolean;
	/** Go's goroutineleak profile alone. */
	readonly goroutineleak?: boolean;
	/** goleak, told to ignore what was there before the load. */
	readonly goleak?: boolean;
	/** A count before and a second after one round. */
	readonly naive?: boolean;
}

export const PEERS = ["growth", "goroutineleak", "goleak", "naive"] as const;

/** What a healthy service's live bytes seldom exceed in the least of three rounds: a naive count has but one. */
const NAIVE_BYTES = 24 * 1024;

const NAIVE_SLEEP_MS = 1_000;

export function peersOf(run: SubjectRun): Peers {
	const goroutineleak = leakProfileAlone(run);
	const goleak = run.report?.goleak ?? undefined;
	const naive = naiveCount(run);
	return {
		growth: run.verdict.findings.some(
			({ metric, outcome }) =>
				metric !== "leaked_goroutines" && outcome === "over",
		),
		...(goroutineleak !== undefined && { goroutineleak }),
		...(goleak !== undefined && { goleak: goleak > 0 }),
		...(naive !== undefined && { naive }),
	};
}

/** Whether the profile of the last round lists more than that before load. */
function leakProfileAlone({ evidence }: SubjectRun): boolean | undefined {
	const before = evidence.settled[0]?.counters.leakedGoroutines;
	const after = evidence.settled.at(-1)?.counters.leakedGoroutines;
	if (before === undefined || after === undefined) return undefined;
	return after > before;
}

/** Goroutines a second after the load, live bytes after GC. */
function naiveCount({ evidence }: SubjectRun): boolean | undefined {
	const before = evidence.settled[0]?.counters;
	const resting = evidence.readings.filter(
		({ phase, round }) => phase === "settle" && round === 1,
	);
	const fromMs = (resting[0]?.atMs ?? 0) + NAIVE_SLEEP_MS;
	const after = (resting.find(({ atMs }) => atMs >= fromMs) ?? resting.at(-1))
		?.counters;
	const settled = evidence.settled.find(({ round }) => round === 1)?.counters;
	if (!before || !after || !settled) return undefined;
	return (
		after.goroutines > before.goroutines ||
		settled.heapAlloc - before.heapAlloc > NAIVE_BYTES
	);
}
