import { type Allowance, allowanceOf, exceeds } from "../metrics/allowance.ts";
import { metricNamed } from "../metrics/registry.ts";
import type { Evidence } from "../model/evidence.ts";
import type { Metric } from "../model/metric.ts";
import type { Budget, Limit } from "../model/plan.ts";
import type { Finding } from "../model/verdict.ts";
import { type Class, classify } from "./classify.ts";
import { courseOf } from "./course.ts";
import { hiddenGrowth } from "./hidden-growth.ts";
import { observe, requestsPerRound } from "./observe.ts";
import type { StacksAt } from "./stacks-at.ts";

/** One limit of one budget, with what the rounds so far say of it; no class where it could not be measured. */
export interface Assessment {
	readonly metric: Metric;
	readonly budget: Budget;
	readonly limit: Limit;
	readonly allowance: Allowance | undefined;
	readonly result: Class | undefined;
}

/** Every limit of the plan against the evidence so far. */
export function assess(
	evidence: Evidence,
	stacksAt: StacksAt,
): readonly Assessment[] {
	return evidence.plan.budgets.flatMap((budget) => {
		const metric = metricNamed(budget.metric);
		return budget.limits.map((limit): Assessment => {
			const allowance = allowanceOf(metric, limit, evidence);
			return {
				metric,
				budget,
				limit,
				allowance,
				result: allowance && resultOf(evidence, metric, allowance, stacksAt),
			};
		});
	});
}

/** An assessment in the words of the verdict. */
export function findingOf(
	{ metric, budget, limit, allowance, result }: Assessment,
	evidence: Evidence,
): Finding {
	const isGrowth = allowance?.kind === "growth";
	const growth = result && "growth" in result ? result.growth : null;
	const requests = requestsPerRound(evidence);
	return {
		...observe(metric, evidence),
		limit: {
			kind: limit.kind === "ceiling" ? "ceiling" : "growth",
			value: allowance
				? isGrowth
					? allowance.limit
					: allowance.ceiling
				: null,
			text: limit.text,
		},
		outcome: outcomeOf(result, budget, evidence),
		kind: !result
			? "unmeasured"
			: result.state === "open"
				? "unconfirmed"
				: result.kind,
		growth,
		noise: isGrowth ? allowance.noise : null,
		perRequest: growth !== null && requests ? growth / requests : null,
	};
}

function resultOf(
	evidence: Evidence,
	metric: Metric,
	allowance: Allowance,
	stacksAt: StacksAt,
): Class | undefined {
	const values = evidence.settled.map((state) => metric.read(state.counters));
	const last = evidence.settled.at(-1);
	if (!last || !values.every((value) => value !== undefined)) return undefined;
	if (values.length === 1)
		return { state: "open", patientNext: evidence.plan.rounds === 1 };
	const { rounds } = evidence.plan;
	const slack = allowance.kind === "growth" ? allowance.growth : 0;
	const course = courseOf(values, evidence.settled, metric.name, slack);
	const moving = isMoving(evidence, metric, allowance);
	// A wait that ended as soon as other budgets were content has not waited for this one.
	const patient =
		last.patient && (last.settling !== "quiet" || metric.settles === "none");
	const total = classify({
		allowance,
		course,
		rounds,
		last: { ...last, patient },
		moving,
	});
	return total.state === "within"
		? (hiddenGrowth(evidence, metric, allowance, stacksAt) ?? total)
		: total;
}

/** Whether the last wait ended in a fall or a swing that was not within the allowance all along; clean-ups may take three quarters of it. */
function isMoving(
	evidence: Evidence,
	metric: Metric,
	allowance: Allowance,
): boolean {
	const [start, last] = evidence.settled.slice(-2);
	if (last?.settling !== "falling" && last?.settling !== "swinging")
		return false;
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
