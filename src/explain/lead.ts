import type {
	Culprit,
	Finding,
	FindingKind,
	Verdict,
} from "../model/verdict.ts";

/** The finding that the headline is about: the plainest kind of failure, in the budget file's order. Of a run that passes as its base fails, what it is excused from. */
export function leadFinding(
	verdict: Pick<Verdict, "outcome" | "findings">,
): Finding | undefined {
	const wanted = verdict.outcome === "undecided" ? "undecided" : "over";
	const isExcused = verdict.outcome === "pass";
	return verdict.findings
		.filter(
			(finding) =>
				finding.outcome === wanted && (finding.excused ?? false) === isExcused,
		)
		.toSorted((a, b) => rank(a) - rank(b))[0];
}

/**
 * The culprit whose line is to be looked at first: the worst of what the headline
 * is about, or where none of the user's code is on its stack, the first that has.
 */
export function leadCulprit({
	outcome,
	findings,
	culprits,
}: Verdict): Culprit | undefined {
	const lead = leadFinding({ outcome, findings });
	if (outcome === "undecided" || !lead) return undefined;
	const worst = culprits.find((one) => isCulpritOf(one, lead));
	return worst?.first_party
		? worst
		: (culprits.find((one) => one.first_party) ?? worst);
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
