import { isAccurate } from "./growth-accuracy.ts";
import { PEERS } from "./peers.ts";
import type { Score } from "./score.ts";

/** So many of so many. */
export interface Share {
	readonly part: number;
	readonly whole: number;
}

/** Everything with its denominator: runs, or for `flaky` subjects that ran more than once. */
export interface Totals {
	/** Of the runs that leaked: failed, with the right function among the first three culprits. */
	readonly recall: Share;
	/** The same without the name. */
	readonly failed: Share;
	/** Of the runs that did not leak. */
	readonly falseAlarms: Share;
	readonly undecided: Share;
	/** Subjects whose repeats, where they leaked alike, did not all get the same verdict. */
	readonly flaky: Share;
	/** Growth of goroutines within 1 % of the truth. */
	readonly goroutinesRight: Share;
	/** Leaking heap sites whose truth lies within the printed band. */
	readonly sitesWithinBand: Share;
	/** Of the runs that passed and did not warm up: after one round, and within 3 s beyond start and load. */
	readonly quick: Share;
	/** Of the runs that passed and warmed up: after at most three rounds. */
	readonly atMostThreeRounds: Share;
	readonly peers: Readonly<Record<string, PeerTotals>>;
}

export interface PeerTotals {
	readonly recall: Share;
	readonly falseAlarms: Share;
}

const QUICK_SECONDS = 3;

export function totalsOf(scores: readonly Score[]): Totals {
	const leaked = scores.filter((score) => score.leaked);
	const healthy = scores.filter((score) => !score.leaked);
	const passed = scores.filter(({ outcome }) => outcome === "pass");
	const accurate = scores.map(({ accuracy }) => isAccurate(accuracy));
	const peers = PEERS.map((peer) => {
		const alarms = (some: readonly Score[]) =>
			shareOf(
				some.flatMap(({ peers }) => peers[peer] ?? []),
				Boolean,
			);
		return [
			peer,
			{ recall: alarms(leaked), falseAlarms: alarms(healthy) },
		] as const;
	});
	return {
		recall: shareOf(leaked, ({ result }) => result === "caught"),
		failed: shareOf(leaked, ({ outcome }) => outcome === "fail"),
		falseAlarms: shareOf(healthy, ({ outcome }) => outcome === "fail"),
		undecided: shareOf(scores, ({ outcome }) => outcome === "undecided"),
		flaky: shareOf(repeated(scores), isFlaky),
		goroutinesRight: shareOf(
			accurate.flatMap(({ goroutines }) => goroutines ?? []),
			Boolean,
		),
		sitesWithinBand: shareOf(
			accurate.flatMap(({ site }) => site ?? []),
			Boolean,
		),
		quick: shareOf(
			passed.filter(({ warmedUp }) => !warmedUp),
			({ timesLoaded, beyondLoadSeconds }) =>
				timesLoaded <= 1 && beyondLoadSeconds <= QUICK_SECONDS,
		),
		atMostThreeRounds: shareOf(
			passed.filter(({ warmedUp }) => warmedUp),
			({ timesLoaded }) => timesLoaded <= 3,
		),
		peers: Object.fromEntries(peers),
	};
}

/** Scores by subject, in the order of their first run. */
export function bySubject(
	scores: readonly Score[],
): readonly (readonly Score[])[] {
	const names = new Set(scores.map(({ name }) => name));
	return [...names].map((name) => scores.filter((one) => one.name === name));
}

function repeated(scores: readonly Score[]): readonly (readonly Score[])[] {
	return bySubject(scores).filter((runs) => runs.length > 1);
}

function isFlaky(runs: readonly Score[]): boolean {
	return [true, false].some((leaked) => {
		const alike = runs.filter((run) => run.leaked === leaked);
		return new Set(alike.map(({ outcome }) => outcome)).size > 1;
	});
}

function shareOf<T>(all: readonly T[], holds: (one: T) => boolean): Share {
	return { part: all.filter(holds).length, whole: all.length };
}
