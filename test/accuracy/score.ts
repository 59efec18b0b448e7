import type { Outcome } from "../../src/model/verdict.ts";
import { accuracyOf, type GrowthAccuracy } from "./growth-accuracy.ts";
import { type Peers, peersOf } from "./peers.ts";
import { rankOf } from "./rank.ts";
import type { Subject } from "./subject.ts";
import type { SubjectRun } from "./subject-run.ts";
import { hasLeaked, truthOf } from "./truth.ts";

/**
 * How one run did. Of runs that leaked: `caught` (failed, and the right function
 * is among the first three culprits), `misnamed` (failed), `missed` (passed).
 * Of the others: `clear`, `false alarm`. Of both: `undecided`.
 */
export type Result =
	| "caught"
	| "misnamed"
	| "missed"
	| "clear"
	| "false alarm"
	| "undecided";

export interface Score {
	readonly name: string;
	readonly isKernel: boolean;
	readonly leaked: boolean;
	readonly outcome: Outcome;
	readonly result: Result;
	/** What leaked over all rounds, by the case's own count; null where it could not tell. */
	readonly truth: number | null;
	/** Growth by round, of the metric it leaks in. */
	readonly rounds: readonly number[];
	/** Place of the first right culprit, from 1; null where none is right, or none is to be named. */
	readonly rank: number | null;
	readonly accuracy: GrowthAccuracy;
	readonly peers: Peers;
	readonly seconds: number;
	/** Whether it grew in the first rounds and then no more. */
	readonly warmedUp: boolean;
	/** How often the load was run, each of its scenarios. */
	readonly timesLoaded: number;
	/** Beyond start and load; goleak's look at the end is in it. */
	readonly beyondLoadSeconds: number;
	/** Problems and odd findings, for who must look into it. */
	readonly remarks: readonly string[];
}

const NAMED_AMONG = 3;

/** Whether the verdict and, of a leak, its name are right. */
export function isRight({ result }: Score): boolean {
	return result === "caught" || result === "clear";
}

export function scoreOf(run: SubjectRun): Score {
	const { subject, verdict, evidence } = run;
	const leaked = hasLeaked(run);
	const rank = rankOf(subject.functions, verdict.culprits);
	const isNamed =
		subject.functions.length === 0 || (rank !== null && rank <= NAMED_AMONG);
	const { total = 0, ready = 0, load = 0 } = verdict.timings;
	return {
		name: subject.name,
		isKernel: subject.binary === "kernels",
		leaked,
		outcome: verdict.outcome,
		result: resultOf(leaked, verdict.outcome, isNamed),
		truth: truthOf(run) ?? null,
		rounds: roundsOf(run),
		rank,
		accuracy: accuracyOf(run),
		peers: peersOf(run),
		seconds: run.seconds,
		warmedUp: verdict.findings.some(({ kind }) => kind === "warm-up"),
		timesLoaded: evidence.loads.length / Math.max(1, evidence.plan.load.length),
		beyondLoadSeconds: (total - ready - load) / 1000,
		remarks: [
			...verdict.problems.map(({ code, message }) => `${code}: ${message}`),
			...(run.report ? [] : ["it could not tell the truth"]),
		],
	};
}

/** A run that ended without a verdict is a mistake of ours: open, whatever the service did. */
export function scoreWithoutVerdict(subject: Subject, why: string): Score {
	return {
		name: subject.name,
		isKernel: subject.binary === "kernels",
		leaked: subject.leaks === true,
		outcome: "undecided",
		result: "undecided",
		truth: null,
		rounds: [],
		rank: null,
		accuracy: {},
		peers: {},
		seconds: 0,
		warmedUp: false,
		timesLoaded: 0,
		beyondLoadSeconds: 0,
		remarks: [why],
	};
}

function resultOf(leaked: boolean, outcome: Outcome, isNamed: boolean): Result {
	switch (outcome) {
		case "undecided":
			return "undecided";
		case "pass":
			return leaked ? "missed" : "clear";
		case "fail":
			if (!leaked) return "false alarm";
			return isNamed ? "caught" : "misnamed";
		default:
			return outcome satisfies never;
	}
}

/** Of several scenarios, all rounds of the first, then those of the next. */
function roundsOf({ subject, verdict }: SubjectRun): readonly number[] {
	return [...verdict.findings, ...verdict.observed]
		.filter(({ metric }) => metric === subject.metric)
		.flatMap(({ rounds }) => rounds.map(({ growth }) => growth));
}
