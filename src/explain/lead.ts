import type {
	Culprit,
	Finding,
	FindingKind,
	Verdict,
} from "../model/verdict.ts";

/** The finding that the headline is about: the plainest kind of failure, in the budget file's order. */
export function leadFinding(verdict: Verdict): Finding | undefined {
	const wanted = verdict.outcome === "fail" ? "over" : "undecided";
	return verdict.findings
		.filter((finding) => finding.outcome === wanted)
		.toSorted((a, b) => rank(a) - rank(b))[0];
}

/** Whether a culprit is one of what the finding counts. */
export function isCulpritOf(
	{ metric, scenario }: Culprit,
	finding: Finding,
): boolean {
	return (
		metric === finding.metric &&
		(finding.scenario === undefined || finding.scenario === scenario)
	);
}

/** `leaked_goroutines` proves what `goroutines` counts: of the two the count is the news. */
function rank(finding: Finding): number {
	return (
		ORDER.indexOf(finding.kind) +
		(finding.metric === "leaked_goroutines" ? 0.5 : 0)
	);
}

const ORDER: readonly FindingKind[] = [
	"leak",
	"blocked",
	"idle-growth",
	"ceiling",
	"unconfirmed",
	"moving",
	"warm-up",
	"steady",
	"unmeasured",
];
