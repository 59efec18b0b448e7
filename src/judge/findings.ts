import {
	type Allowance,
	allowanceOf,
	exceeds,
	noiseOf,
} from "../metrics/allowance.ts";
import { metricNamed } from "../metrics/registry.ts";
import type { Evidence, Settled } from "../model/evidence.ts";
import type { Metric } from "../model/metric.ts";
import type { Budget, Limit } from "../model/plan.ts";
import type { Finding, FindingKind } from "../model/verdict.ts";
import { type Class, classify, mostRounds } from "./classify.ts";
import { courseOf } from "./course.ts";
import { endingOf } from "./ending.ts";
import { hiddenGrowth } from "./hidden-growth.ts";
import { observe, requestsPerRound } from "./observe.ts";
import { withoutSpareRecords } from "./spare-records.ts";
import { assessStacks, viewOfTotal } from "./stack-limits.ts";
import type { StacksAt } from "./stacks-at.ts";
import type { View } from "./view.ts";

/** One limit of one budget, with what the rounds so far say of it; no class where it could not be measured. */
export interface Assessment {
	readonly metric: Metric;
	readonly budget: Budget;
	readonly limit: Limit;
	readonly allowance: Allowance | undefined;
	readonly result: Class | undefined;
	/** What it counts. */
	readonly view: View;
	/** The pattern of the stacks it limits; absent for a total. */
	readonly stacks?: string;
}

/** Every limit of the plan against the evidence of one scenario so far: the totals, then single stacks. */
export function assess(
	evidence: Evidence,
	stacksAt: StacksAt,
): readonly Assessment[] {
	const all: View = { evidence, stacksAt, isWhole: true };
	const totals = evidence.plan.budgets.flatMap((budget) => {
		const metric = metricNamed(budget.metric);
		const view = viewOfTotal(all, metric);
		return budget.limits.map((limit): Assessment => {
			const allowance = allowanceOf(metric, limit, view.evidence);
			const result = allowance && decided(view, metric, allowance);
			return { metric, budget, limit, allowance, result, view };
		});
	});
	return [...totals, ...assessStacks(all)];
}

/** An assessment in the words of the verdict. */
export function findingOf({
	metric,
	budget,
	limit,
	allowance,
	result,
	view: { evidence, isWhole },
	stacks,
}: Assessment): Finding {
	const growth = result && "growth" in result ? result.growth : null;
	const kind = kindOf(result);
	const requests = requestsPerRound(evidence);
	const observed = observe(metric, evidence);
	return {
		...observed,
		...(stacks !== undefined && { stacks }),
		...(!isWhole && { peak: null }),
		limit: {
			kind: limit.kind === "ceiling" ? "ceiling" : "growth",
			value: limitValue(limit, allowance),
			text: limit.text,
		},
		outcome: outcomeOf(result, budget, evidence),
		kind,
		growth,
		noise: allowance?.kind === "growth" ? allowance.noise : null,
		perRequest:
			growth !== null && requests && kind !== "blocked"
				? growth / requests
				: null,
	};
}

function kindOf(result: Class | undefined): FindingKind {
	if (!result) return "unmeasured";
	return result.state === "open" ? "unconfirmed" : result.kind;
}

function limitValue(
	limit: Limit,
	allowance: Allowance | undefined,
): number | null {
	if (limit.kind === "ceiling") return limit.value;
	return allowance?.kind === "growth" ? allowance.limit : null;
}

/** The rounds' verdict, but for what is known of a metric besides: proof makes a leak of a warm-up, and a leak on the heap must stand without what the runtime keeps for itself too. */
function decided(
	view: View,
	metric: Metric,
	allowance: Allowance,
): Class | undefined {
	const result = resultOf(view, metric, allowance);
	if (metric.isProof)
		return result && provenOf(result, view, metric, allowance);
	if (result?.state !== "over" || result.kind !== "leak") return result;
	const rest = withoutSpareRecords(view, metric);
	const ofRest = rest && resultOf(rest, metric, allowance);
	if (!ofRest || ofRest.state === "over") return result;
	if (ofRest.state !== "within") return ofRest;
	const { settled, plan } = view.evidence;
	// Another round tells: a peak that is reached for good needs no more records.
	return settled.length <= mostRounds(plan.rounds)
		? { state: "open", patientNext: true }
		: { ...ofRest, kind: "warm-up" };
}

function provenOf(
	result: Class,
	{ evidence }: View,
	metric: Metric,
	allowance: Allowance,
): Class {
	const [start, end] = [evidence.settled[0], evidence.settled.at(-1)].map(
		(state) => (state && metric.read(state.counters)) ?? 0,
	);
	const isLast = evidence.settled.length > mostRounds(evidence.plan.rounds);
	const grewOnce =
		result.state === "undecided" ||
		(result.state === "open" && isLast) ||
		(result.state === "within" && result.kind === "warm-up");
	return grewOnce && exceeds(allowance, end ?? 0, start ?? 0)
		? { state: "over", kind: "blocked", growth: (end ?? 0) - (start ?? 0) }
		: result;
}

function resultOf(
	view: View,
	metric: Metric,
	allowance: Allowance,
): Class | undefined {
	const { evidence, stacksAt } = view;
	const values = evidence.settled.map((state) => metric.read(state.counters));
	const last = evidence.settled.at(-1);
	if (!last || !values.every((value) => value !== undefined)) return undefined;
	if (values.length === 1)
		return { state: "open", patientNext: evidence.plan.rounds === 1 };
	const { rounds } = evidence.plan;
	const slack = allowance.kind === "growth" ? allowance.growth : 0;
	const course = courseOf(values, evidence.settled, metric.name, slack);
	// How it ended is known of all there is: whether a part of it still moves nobody can tell.
	const moving = view.isWhole && isMoving(view, metric, allowance);
	const isLast = evidence.settled.length > mostRounds(rounds);
	const total = classify({
		allowance,
		course,
		rounds,
		last: {
			settling: view.isWhole ? endingOf(last, metric) : "flat",
			patient:
				isWaitedFor(evidence.settled, metric) ||
				(!view.isWhole && isLast && last.patient),
		},
		scatter: Math.max(metric.scatter ?? 0, noiseOf(metric, evidence.noise)),
		moving,
	});
	return total.state === "within"
		? (hiddenGrowth(evidence, metric, allowance, stacksAt) ?? total)
		: total;
}

/**
 * Whether what is left after the last round is no late clean-up: it was waited
 * for, or all of it stood through the two long waits before. A wait that ended
 * as soon as other budgets were content has not waited for this one.
 */
function isWaitedFor(settled: readonly Settled[], metric: Metric): boolean {
	const waits = settled.slice(1);
	const before = waits.slice(-3, -1);
	const stood = before.filter(
		(state) =>
			isLongWait(state, metric) &&
			endingOf(state, metric) === "flat" &&
			!state.late.includes(metric.name),
	);
	return isLongWait(waits.at(-1), metric) || stood.length === 2;
}

function isLongWait(state: Settled | undefined, metric: Metric): boolean {
	if (!state?.patient) return false;
	return metric.settles === "none" || endingOf(state, metric) !== "quiet";
}

/** Whether the last wait ended in a fall or a swing that was not within the allowance all along; clean-ups may take three quarters of it. */
function isMoving(
	{ evidence }: View,
	metric: Metric,
	allowance: Allowance,
): boolean {
	const [start, last] = evidence.settled.slice(-2);
	const ending = last && endingOf(last, metric);
	if (!last || (ending !== "falling" && ending !== "swinging")) return false;
	const from = (start && metric.read(start.counters)) ?? 0;
	const waited = evidence.readings.filter(
		({ round, phase }) => round === last.round && phase === "settle",
	);
	// Between two collections a heap swings by its garbage: only its exact value counts.
	const looks =
		metric.settles === "cheap"
			? waited.slice(Math.floor(waited.length * 0.75))
			: [];
	return [last, ...looks].some(({ counters }) =>
		exceeds(allowance, metric.read(counters) ?? from, from),
	);
}

function outcomeOf(
	result: Class | undefined,
	budget: Budget,
	evidence: Evidence,
): Finding["outcome"] {
	// What nobody asked for and nobody can measure here is no reason to fail; what was asked for is.
	if (!result)
		return budget.byDefault && evidence.settled.length > 1
			? "within"
			: "undecided";
	return result.state === "open" ? "undecided" : result.state;
}
