import { metricNamed } from "../metrics/registry.ts";
import type { Evidence } from "../model/evidence.ts";
import type {
	Base,
	Finding,
	Gone,
	InBase,
	Outcome,
	Since,
} from "../model/verdict.ts";
import type { Grown, Judged } from "./culprits.ts";
import { drivenAlike } from "./driven-alike.ts";
import { madeOtherwise } from "./made-otherwise.ts";
import { matchedGroups } from "./matched-groups.ts";
import { type Growth, since } from "./since.ts";

/** A run, judged: what the comparison needs of it. */
export interface JudgedRun {
	readonly evidence: Evidence;
	readonly outcome: Outcome;
	/** By scenario. */
	readonly parts: readonly Part[];
}

/** One scenario. */
export interface Part {
	/** Absent where the run has only one. */
	readonly scenario?: string;
	readonly judged: readonly Judged[];
	readonly culprits: readonly Grown[];
}

/** What a base says of a run. */
export interface Comparison {
	readonly base: Base;
	/** Nothing where the base does not tell. */
	readonly sinceOf: (
		grown: Grown,
		part: Part,
	) => { readonly since?: Since; readonly was?: number };
	/** The same budget in the base; undefined where the base does not tell. */
	readonly inBase: (finding: Finding) => InBase | undefined;
	/** Whether the base broke the same budget, and by no less; of memory that is `held` by what it leaked it need not have broken it. */
	readonly isAsBad: (finding: Finding, held: boolean) => boolean;
	/** Undefined where nobody can tell. */
	readonly gone?: readonly Gone[];
}

/**
 * A run against its base, both judged by the same rules. Groups are the same
 * where their functions are: moved lines, renamed closures, inlining and
 * another version of Go make nothing new. A base that was made otherwise still
 * tells of goroutines, which are counted; of memory it does not.
 */
export function againstBase(
	ref: string,
	head: JudgedRun,
	base: JudgedRun,
): Comparison {
	const { outcome, evidence, parts } = base;
	if (outcome === "undecided")
		return untrusted(
			ref,
			evidence.problems[0]?.message ?? "its run could not be decided",
		);
	const differs = madeOtherwise(evidence, head.evidence);
	const isComparable = (metric: string) =>
		differs === undefined || GOROUTINES.includes(metric);
	const { ofHead, ofBase } = matchedGroups(head.parts, parts);
	const findings = new Map(
		parts
			.flatMap(({ judged }) => judged)
			.map(({ finding }) => [findingKey(finding), finding]),
	);
	const sameIn = (finding: Finding) =>
		isComparable(finding.metric)
			? findings.get(findingKey(finding))
			: undefined;
	return {
		base: {
			ref,
			outcome,
			trusted: true,
			...(differs !== undefined && {
				why: `${differs}: memory is not compared.`,
			}),
		},
		sinceOf: (grown, part) => {
			const { metric } = grown.culprit;
			if (!isComparable(metric)) return {};
			const { is, was } = ofHead(grown, part);
			if (is && was) return since(is, was);
			// A site that shows by chance may have been there without showing.
			const isChance =
				grown.unseen > 0 && (is?.growth ?? 0) - (is?.band ?? 0) <= grown.unseen;
			return isChance ? {} : { since: "new" };
		},
		inBase: (finding) => {
			const was = sameIn(finding);
			if (was === undefined || was.after === null) return undefined;
			const growths = since(growthOf(finding), growthOf(was));
			return {
				growth: was.growth === null ? null : Math.round(growths.was),
				after: was.after,
			};
		},
		isAsBad: (finding, held) => {
			const was = findings.get(findingKey(finding));
			if (!was) return false;
			const broke = was.outcome === "over" && isComparable(finding.metric);
			if (!broke && !held) return false;
			return since(sizeOf(finding), sizeOf(was)).since !== "worse";
		},
		...(drivenAlike(evidence, head.evidence) &&
			head.outcome !== "undecided" && {
				gone: parts.flatMap((part) =>
					part.culprits
						.filter(({ culprit }) => isComparable(culprit.metric))
						.filter((one) => isGone(one, ofBase(one, part).is))
						.map(goneOf),
				),
			}),
	};
}

/** A base that says nothing, and why. */
export function untrusted(ref: string, why: string): Comparison {
	return {
		base: { ref, outcome: "undecided", trusted: false, why },
		sinceOf: () => ({}),
		inBase: () => undefined,
		isAsBad: () => false,
	};
}

/** What is counted, and so told by a base of any make. */
const GOROUTINES = ["goroutines", "leaked_goroutines"];

function findingKey({ metric, scenario, stacks, limit }: Finding): string {
	return [metric, scenario, stacks, limit.kind].join("\n");
}

/** What a budget is held to. Of two runs alike, each may be off by its noise, or by what rounds alike differ. */
function sizeOf(finding: Finding): Growth {
	const { metric, limit, after, noise } = finding;
	const band = Math.max(noise ?? 0, metricNamed(metric).scatter ?? 0);
	return limit.kind === "ceiling"
		? { growth: after ?? 0, band }
		: { ...growthOf(finding), band };
}

function growthOf({ growth, rounds }: Finding): Growth {
	const requests = rounds.at(-1)?.requests ?? undefined;
	return { growth: growth ?? 0, requests, band: 0 };
}

function isGone(was: Grown, now: Growth | undefined): boolean {
	// What shows by chance may hide by chance.
	if (was.aRound - (was.culprit.band ?? 0) <= was.unseen && was.unseen > 0)
		return false;
	return now === undefined || (now.band > 0 && now.growth <= now.band);
}

function goneOf({ culprit }: Grown): Gone {
	const { metric, function: name, file, line, growth, perRequest } = culprit;
	return { metric, function: name, file, line, growth, perRequest };
}
