import { type Allowance, exceeds } from "../metrics/allowance.ts";
import { metricNamed } from "../metrics/registry.ts";
import type { Metric } from "../model/metric.ts";
import type { Budget, Limit, StackBudget } from "../model/plan.ts";
import { type Class, classify } from "./classify.ts";
import { courseOf } from "./course.ts";
import { endingOf } from "./ending.ts";
import type { Assessment } from "./findings.ts";
import { heapBand } from "./heap-band.ts";
import { ignoredPatterns } from "./ignored.ts";
import { stackMatch } from "./stack-match.ts";
import {
	amountsOf,
	objectBytesOf,
	type Source,
	type StackMatch,
	sourceOf,
	takeOut,
	type View,
	withAmounts,
} from "./view.ts";

/** What a total counts: no stack that is ignored, and none that has a limit of its own for this metric. */
export function viewOfTotal(view: View, metric: Metric): View {
	const source = sourceOf(metric);
	const patterns = [
		...ignoredPatterns(view.evidence),
		...patternsFor(metric, view.evidence.plan.stacks),
	];
	return source && patterns.length > 0
		? takeOut(view, stackMatch(patterns), source)
		: view;
}

/** Every limit of single stacks against the evidence so far. */
export function assessStacks(view: View): readonly Assessment[] {
	const { stacks = [] } = view.evidence.plan;
	return stacks.flatMap(({ match, budgets }, index) =>
		budgets.flatMap((budget) => {
			const metric = metricNamed(budget.metric);
			const source = sourceOf(metric);
			// A stack belongs to the first pattern that limits the metric.
			const taken = stackMatch([
				...ignoredPatterns(view.evidence),
				...patternsFor(metric, stacks.slice(0, index)),
			]);
			const named = stackMatch([match]);
			const matches: StackMatch = (stack) => named(stack) && !taken(stack);
			return budget.limits.map((limit) => ({
				...assessOne(view, { metric, budget, limit, source, matches }),
				stacks: match,
			}));
		}),
	);
}

function patternsFor(
	metric: Metric,
	stacks: readonly StackBudget[] = [],
): readonly string[] {
	return stacks
		.filter(({ budgets }) => budgets.some((one) => one.metric === metric.name))
		.map(({ match }) => match);
}

interface StackLimit {
	readonly metric: Metric;
	readonly budget: Budget;
	readonly limit: Limit;
	readonly source: Source | undefined;
	readonly matches: StackMatch;
}

function assessOne(view: View, one: StackLimit): Assessment {
	const { metric, budget, limit, source, matches } = one;
	const amounts = source && amountsOf(view, source, matches);
	if (!source || !amounts) {
		const evidence = { ...view.evidence, settled: [] };
		return {
			...{ metric, budget, limit },
			view: { ...view, evidence, isWhole: false },
			allowance: undefined,
			result: undefined,
		};
	}
	const band =
		source.profile === "heap"
			? widestBand(view, amounts, objectBytesOf(view, source, matches))
			: 0;
	const allowance = allowanceOfStack(limit, amounts[0] ?? 0, band);
	return {
		...{ metric, budget, limit, allowance },
		view: {
			stacksAt: (profile, round) =>
				view.stacksAt(profile, round)?.filter(matches),
			evidence: withAmounts(view.evidence, source, amounts),
			isWhole: false,
		},
		result: resultOf(view, metric, allowance, amounts),
	};
}

/** The error of a round's growth where all of it was allocated anew: it is no smaller for what was freed meanwhile. */
function widestBand(
	{ evidence }: View,
	amounts: readonly number[],
	objectBytes: number,
): number {
	const sums = amounts.map(
		(amount, index) => amount + (amounts[index - 1] ?? 0),
	);
	return heapBand(evidence, Math.max(0, ...sums), objectBytes);
}

function allowanceOfStack(
	limit: Limit,
	before: number,
	band: number,
): Allowance {
	const growth = (value: number): Allowance => ({
		kind: "growth",
		limit: value,
		noise: band,
		growth: value + band,
	});
	switch (limit.kind) {
		case "growth":
			return growth(limit.value);
		case "growth-percent":
			return growth((before * limit.percent) / 100);
		case "growth-auto":
			return growth(0);
		case "ceiling":
			return { kind: "ceiling", ceiling: limit.value + band };
		default:
			return limit satisfies never;
	}
}

function resultOf(
	{ evidence }: View,
	metric: Metric,
	allowance: Allowance,
	amounts: readonly number[],
): Class | undefined {
	const { settled, plan } = evidence;
	const last = settled.at(-1);
	if (!last) return undefined;
	if (settled.length === 1)
		return { state: "open", patientNext: plan.rounds === 1 };
	const slack = allowance.kind === "growth" ? allowance.growth : 0;
	const ending = endingOf(last, metric);
	return classify({
		allowance,
		course: courseOf(amounts, settled, metric.name, slack),
		rounds: plan.rounds,
		// Only the total is watched between rounds: whether this stack rises alone nobody knows.
		last: { settling: "flat", patient: last.patient },
		scatter: allowance.kind === "growth" ? allowance.noise : 0,
		moving:
			(ending === "falling" || ending === "swinging") &&
			exceeds(allowance, amounts.at(-1) ?? 0, amounts.at(-2) ?? 0),
	});
}
