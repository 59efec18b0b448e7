import type { Finding, Outcome } from "../../src/model/verdict.ts";
import { finding } from "../report/verdicts.ts";
import { evidenceOf } from "../support/evidence.ts";
import { leakingVerdict } from "../support/leaking-verdict.ts";
import type { Subject } from "./subject.ts";
import type { Report, SubjectRun } from "./subject-run.ts";

export const SUBJECT: Subject = {
	name: "early-return",
	leaks: true,
	metric: "goroutines",
	functions: ["orders.(*Client).fetch"],
	binary: "cases",
	words: ["-case", "early-return"],
	paths: ["/"],
	requests: 200,
	env: {},
	budgets: {},
};

export const NOTHING: Report = { goroutines: 0, bytes: 0, files: 0, goleak: 0 };

/** A run that found `growths` goroutines by round; a failed one blames `orders.(*Client).fetch`. */
export function sampleRun(
	outcome: Outcome,
	growths: readonly number[],
	changes: {
		readonly subject?: Partial<Subject>;
		readonly report?: Partial<Report> | "none";
		readonly findings?: readonly Finding[];
	} = {},
): SubjectRun {
	const isOver = outcome === "fail";
	const verdict = leakingVerdict(outcome);
	const totals = [14];
	for (const growth of growths) totals.push((totals.at(-1) ?? 0) + growth);
	const { report = {} } = changes;
	return {
		subject: { ...SUBJECT, ...changes.subject },
		verdict: {
			...verdict,
			findings: changes.findings ?? [
				finding(growths, { outcome: isOver ? "over" : "within" }),
			],
			culprits: isOver ? verdict.culprits : [],
			timings: { total: 6_000, ready: 500, load: 1_500 },
		},
		evidence: evidenceOf(totals),
		...(report !== "none" && {
			report: {
				...NOTHING,
				goroutines: growths.reduce((sum, one) => sum + one, 0),
				...report,
			},
		}),
		seconds: 7,
	};
}
