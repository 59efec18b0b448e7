import { type BudgetEdit, editBudgetFile } from "../config/edit-budget-file.ts";
import { switchedOff } from "../config/switched-off.ts";
import {
	loweredLimits,
	PROBING_BUDGETS,
	tunedLimits,
} from "../judge/tuned-limits.ts";
import type { Ignore, Plan } from "../model/plan.ts";
import type { TunedLimit } from "../model/tuning.ts";
import type { Finding, Verdict } from "../model/verdict.ts";

/** The text of a budget file, and what errors call it. */
export interface BudgetText {
	readonly text: string;
	readonly file: string;
}

/** The plan to run for `tune`: the strictest budgets there are, but for metrics that the file switches off. */
export function probingPlan(plan: Plan, { text }: BudgetText): Plan {
	const off = switchedOff(
		text,
		PROBING_BUDGETS.map(({ metric }) => metric),
	);
	return {
		...plan,
		budgets: PROBING_BUDGETS.filter(({ metric }) => !off.includes(metric)),
	};
}

/** The limits that follow from passing runs: of `probingPlan`, or for `lowered` of the file's own plan. */
export function limitsFrom(
	verdicts: readonly Verdict[],
	options: {
		readonly kind: "tuned" | "lowered";
		readonly plan: Plan;
		readonly marginPercent: number;
	},
): readonly TunedLimit[] {
	const { kind, plan, marginPercent } = options;
	const findings: readonly Finding[] = verdicts.flatMap(
		(verdict) => verdict.findings,
	);
	if (kind === "lowered") return loweredLimits(findings, marginPercent);
	return tunedLimits(findings, marginPercent).map((limit) => {
		const was = writtenIn(plan, limit);
		return was === undefined ? limit : { ...limit, was };
	});
}

/** The file with these limits in it, and all the rest as it was. A Stop `config-cannot-edit` where that is not possible. */
export function withLimits(
	{ text, file }: BudgetText,
	plan: Plan,
	limits: readonly TunedLimit[],
): string {
	const edits = limits
		.filter((limit) => limit.text !== limit.was)
		.map(
			(limit): BudgetEdit => ({
				kind: "limit",
				path: pathOf(plan, limit),
				limit: limit.kind,
				text: limit.text,
			}),
		);
	return editBudgetFile(text, edits, file);
}

/** The file with these entries at the end of its `ignore` list, and all the rest as it was. */
export function withIgnored(
	{ text, file }: BudgetText,
	entries: readonly Ignore[],
): string {
	const edits = entries.map((entry): BudgetEdit => ({ kind: "ignore", entry }));
	return editBudgetFile(text, edits, file);
}

function writtenIn(plan: Plan, { metric, kind }: TunedLimit) {
	const budget = plan.budgets.find((one) => one.metric === metric);
	if (!budget || budget.byDefault) return undefined;
	return budget.limits.find(
		(limit) => (limit.kind === "ceiling") === (kind === "ceiling"),
	)?.text;
}

function pathOf(
	{ stacks = [] }: Plan,
	{ metric, stacks: pattern }: TunedLimit,
): readonly (string | number)[] {
	if (pattern === undefined) return ["budgets", metric];
	const entry = stacks.findIndex(
		({ match, budgets }) =>
			match === pattern && budgets.some((one) => one.metric === metric),
	);
	return ["budgets", "stacks", entry, metric];
}
