import { metricNamed, metrics } from "../metrics/registry.ts";
import type { Evidence } from "../model/evidence.ts";
import { EXIT_CODES } from "../model/exit-codes.ts";
import { type ScenarioSlice, scenarioSlices } from "../model/scenario-slice.ts";
import type { Culprit, Finding, Outcome, Verdict } from "../model/verdict.ts";
import { acceptedNotes } from "./accepted-notes.ts";
import {
	againstBase,
	type Comparison,
	type JudgedRun,
	type Part,
	untrusted,
} from "./against-base.ts";
import { baseNotes } from "./base-notes.ts";
import { besideBase } from "./beside-base.ts";
import { culpritsOf } from "./culprits.ts";
import { farAboveNotes } from "./far-above-notes.ts";
import { assess, findingOf } from "./findings.ts";
import { ignoreNotes } from "./ignore-notes.ts";
import { tooBroadIgnores } from "./ignore-too-broad.ts";
import { memoryOf } from "./memory.ts";
import { observe } from "./observe.ts";
import { samplingNotes } from "./sampling-notes.ts";
import type { StacksAt } from "./stacks-at.ts";

/** The run of the code that a change came from, or why it cannot be read. */
export type BaseRun =
	| { readonly ref: string; readonly unreadable: string }
	| {
			readonly ref: string;
			readonly evidence: Evidence;
			readonly stacksAt: StacksAt;
	  };

/** Evidence → verdict. Pure: the same evidence, budgets and base give the same verdict everywhere. */
export function judge(
	evidence: Evidence,
	stacksAt: StacksAt,
	baseRun?: BaseRun,
): Verdict {
	const run = judged(evidence, stacksAt);
	const { parts, tooBroad, unplayed, isPartial } = run;
	const comparison = baseRun && compared(run, baseRun);
	const { findings, culprits } = comparison
		? besideBase(run, comparison)
		: { findings: findingsIn(parts), culprits: culpritsIn(parts) };
	const outcome = outcomeOf(findings, evidence, isPartial);
	const memory = memoryOf(evidence);
	const budgeted = new Set(
		findings
			.filter(({ stacks }) => stacks === undefined)
			.map(({ metric }) => metric),
	);
	return {
		format: 1,
		name: evidence.plan.name,
		outcome,
		exitCode: EXIT_CODES[outcome],
		findings,
		observed: metrics
			.filter((metric) => !budgeted.has(metric.name))
			.map((metric) => observe(metric, evidence)),
		culprits,
		...(comparison && { base: comparison.base }),
		...(comparison?.gone && { gone: comparison.gone }),
		...(memory && { memory }),
		problems: [...evidence.problems, ...tooBroad],
		notes: [
			...evidence.notes,
			...baseNotes(evidence.plan, run.outcome, comparison?.base),
			...notMeasured(findings, evidence),
			...samplingNotes(evidence),
			...ignoreNotes(evidence, stacksAt),
			...acceptedNotes(evidence, stacksAt),
			...farAboveNotes(outcome, findings),
			...unmatchedStacks(findings),
			...(evidence.problems.length > 0 ? [] : unplayed.map(notPlayed)),
		],
		environment: {
			// The agent's build adds the experiment's name; it is no version of the user's.
			go: evidence.environment?.go.replace(/[- ]X:.*$/u, "") ?? "unknown",
			os: evidence.environment?.os ?? "unknown",
			tool: evidence.environment?.tool ?? "unknown",
		},
		timings: evidence.timings,
	};
}

/** A run by itself. */
function judged(evidence: Evidence, stacksAt: StacksAt) {
	const slices = scenarioSlices(evidence);
	const played = slices.filter(
		(slice, index) => index === 0 || slice.evidence.settled.length > 1,
	);
	const parts = played.map((slice) =>
		judgeScenario(slice, slices.length > 1, stacksAt),
	);
	const tooBroad = tooBroadIgnores(evidence, stacksAt);
	const unplayed = slices.filter((slice) => !played.includes(slice));
	const isPartial = tooBroad.length + unplayed.length > 0;
	const outcome = outcomeOf(findingsIn(parts), evidence, isPartial);
	return { evidence, parts, outcome, tooBroad, unplayed, isPartial };
}

function compared(run: JudgedRun, base: BaseRun): Comparison {
	return "unreadable" in base
		? untrusted(base.ref, base.unreadable)
		: againstBase(base.ref, run, judged(base.evidence, base.stacksAt));
}

function judgeScenario(
	{ scenario, evidence }: ScenarioSlice,
	isOneOfSeveral: boolean,
	stacksAt: StacksAt,
): Part {
	const all = assess(evidence, stacksAt).map((assessment) => ({
		view: assessment.view,
		finding: {
			...findingOf(assessment),
			...(isOneOfSeveral && { scenario }),
		},
	}));
	return {
		...(isOneOfSeveral && { scenario }),
		judged: all,
		culprits: culpritsOf(all),
	};
}

function findingsIn(parts: readonly Part[]): readonly Finding[] {
	return parts.flatMap(({ judged }) => judged.map(({ finding }) => finding));
}

function culpritsIn(parts: readonly Part[]): readonly Culprit[] {
	return parts.flatMap(({ culprits }) => culprits.map((one) => one.culprit));
}

/**
 * A run that was cut short proves nothing, whatever its rounds said: undecided
 * is not pass. Where something was left out, what was found stands all the same.
 */
function outcomeOf(
	findings: readonly Finding[],
	evidence: Evidence,
	isPartial: boolean,
): Outcome {
	if (evidence.problems.length > 0) return "undecided";
	if (findings.some((one) => one.outcome === "over" && !one.excused))
		return "fail";
	return isPartial ||
		findings.some((finding) => finding.outcome === "undecided")
		? "undecided"
		: "pass";
}

/** What a whole run could not measure, and why. */
function notMeasured(
	findings: readonly Finding[],
	evidence: Evidence,
): readonly string[] {
	if (evidence.settled.length < 2) return [];
	const missing = findings.filter(({ kind }) => kind === "unmeasured");
	return [...new Set(missing.map(({ metric }) => metric))].map((metric) => {
		const why = metricNamed(metric).unmeasured;
		return `${metric} is not measured here${why ? `: ${why}` : ""}.`;
	});
}

function unmatchedStacks(findings: readonly Finding[]): readonly string[] {
	const limits = findings.filter(
		({ stacks, kind }) => stacks !== undefined && kind !== "unmeasured",
	);
	const seen = limits.filter(({ rounds }) =>
		rounds.some(({ before, after }) => before + after > 0),
	);
	const matched = new Set(seen.map(({ stacks }) => stacks));
	return [...new Set(limits.map(({ stacks }) => stacks))]
		.filter((pattern) => !matched.has(pattern))
		.map((pattern) => `The limit for ${pattern} matched no stack of this run.`);
}

function notPlayed({ scenario }: ScenarioSlice): string {
	return `The load ${scenario} was not played: before it the service did not come to rest.`;
}
