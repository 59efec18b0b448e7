import { metricNamed, metrics } from "../metrics/registry.ts";
import type { Evidence } from "../model/evidence.ts";
import type { Finding, Outcome, Verdict } from "../model/verdict.ts";
import { culpritsOf } from "./culprits.ts";
import { assess, findingOf } from "./findings.ts";
import { observe } from "./observe.ts";
import type { StacksAt } from "./stacks-at.ts";

const EXIT_CODES = { pass: 0, fail: 1, undecided: 2 } as const;

/** Evidence → verdict. Pure: the same evidence and budgets give the same verdict everywhere. */
export function judge(evidence: Evidence, stacksAt: StacksAt): Verdict {
	const findings = assess(evidence, stacksAt).map((assessment) =>
		findingOf(assessment, evidence),
	);
	const outcome = outcomeOf(findings, evidence);
	const budgeted = new Set(findings.map((finding) => finding.metric));
	return {
		format: 1,
		name: evidence.plan.name,
		outcome,
		exitCode: EXIT_CODES[outcome],
		findings,
		observed: metrics
			.filter((metric) => !budgeted.has(metric.name))
			.map((metric) => observe(metric, evidence)),
		culprits: culpritsOf(findings, evidence, stacksAt),
		problems: evidence.problems,
		notes: [...evidence.notes, ...notMeasured(findings, evidence)],
		environment: {
			// The agent's build adds the experiment's name; it is no version of the user's.
			go: evidence.environment?.go.replace(/[- ]X:.*$/u, "") ?? "unknown",
			os: evidence.environment?.os ?? "unknown",
			tool: evidence.environment?.tool ?? "unknown",
		},
		timings: evidence.timings,
	};
}

/** A run that was cut short proves nothing, whatever its rounds said: undecided is not pass. */
function outcomeOf(findings: readonly Finding[], evidence: Evidence): Outcome {
	if (evidence.problems.length > 0) return "undecided";
	if (findings.some((finding) => finding.outcome === "over")) return "fail";
	return findings.some((finding) => finding.outcome === "undecided")
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
