import type { Evidence } from "../model/evidence.ts";
import type { NextRound } from "../model/next-round.ts";
import { scenarioSlices } from "../model/scenario-slice.ts";
import { type Class, CONFIRMING_ROUNDS, mostRounds } from "./classify.ts";
import { assess } from "./findings.ts";
import type { StacksAt } from "./stacks-at.ts";

/** Whether the evidence decides every budget under every scenario; else a round of the first that is open. */
export function nextRound(evidence: Evidence, stacksAt: StacksAt): NextRound {
	for (const slice of scenarioSlices(evidence)) {
		const next = nextOfScenario(slice.evidence, stacksAt);
		if (next)
			return {
				kind: "another",
				scenario: slice.scenario,
				patient: next.patient,
			};
		if (isAdrift(slice.evidence, stacksAt)) break;
	}
	return { kind: "enough" };
}

/** What moves on without load, and is over, is no start for another scenario: that would be blamed for it. */
function isAdrift(evidence: Evidence, stacksAt: StacksAt): boolean {
	const last = evidence.settled.at(-1)?.settling ?? "quiet";
	return (
		["rising", "falling", "swinging"].includes(last) &&
		assess(evidence, stacksAt).some(({ result }) => result?.state !== "within")
	);
}

/** Only a failing build pays the long wait, and at most twice. */
const MOST_LONG_WAITS = 2;

function nextOfScenario(
	evidence: Evidence,
	stacksAt: StacksAt,
): { readonly patient: boolean } | undefined {
	const { rounds } = evidence.plan;
	const played = evidence.settled.length - 1;
	if (played >= mostRounds(rounds)) return undefined;
	// The last two: what the first of them cleans up late, the second confirms.
	if (rounds !== "auto") return { patient: played + 2 >= rounds };
	const results = assess(evidence, stacksAt).flatMap(
		({ result }) => result ?? [],
	);
	const isSettled = results.some(
		(result) => result.state === "undecided" || isFailure(result, evidence),
	);
	const open = results.filter((result) => result.state === "open");
	if (played > 0 && (isSettled || open.length === 0)) return undefined;
	const waits = evidence.settled.slice(1);
	// What stood through one full wait is no late clean-up; one more, at the end, makes sure.
	const stood = waits.some(
		({ settling, patient }) => patient && settling === "flat",
	);
	// Where clean-ups come late, a short wait starts the next round on top of them; in the last round it would leave them undecided.
	const wasLate = waits.some(({ late }) => late.length > 0);
	const isLast = played + 1 === mostRounds(rounds);
	const isDue =
		isLast ||
		(played >= CONFIRMING_ROUNDS - 1 &&
			(wasLate || (open.some((result) => result.patientNext) && !stood)));
	const paid = waits.filter(
		({ settledMs }) => settledMs >= evidence.plan.settle.timeoutMs,
	);
	return { patient: isDue && paid.length < MOST_LONG_WAITS };
}

/** What broke a ceiling may be a leak, which more rounds tell; and what the base may excuse does not decide alone. */
function isFailure(result: Class, { plan }: Evidence): boolean {
	return (
		result.state === "over" &&
		result.kind !== "ceiling" &&
		plan.failOn !== "new"
	);
}
