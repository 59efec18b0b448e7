import type { Evidence } from "../model/evidence.ts";
import type { NextRound } from "../model/next-round.ts";
import { CONFIRMING_ROUNDS, mostRounds } from "./classify.ts";
import { assess } from "./findings.ts";
import type { StacksAt } from "./stacks-at.ts";

/** Whether the evidence decides every budget. */
export function nextRound(evidence: Evidence, stacksAt: StacksAt): NextRound {
	const { rounds } = evidence.plan;
	const played = evidence.settled.length - 1;
	if (played >= mostRounds(rounds)) return { kind: "enough" };
	if (rounds !== "auto")
		// The last two: what the first of them cleans up late, the second confirms.
		return { kind: "another", patient: played + 2 >= rounds };
	const results = assess(evidence, stacksAt).flatMap(
		({ result }) => result ?? [],
	);
	const isSettled = results.some(
		(result) => result.state === "over" || result.state === "undecided",
	);
	const open = results.filter((result) => result.state === "open");
	if (played > 0 && (isSettled || open.length === 0)) return { kind: "enough" };
	// What stood through one full wait is no late clean-up; one more, at the end, makes sure.
	const stood = evidence.settled.some(
		({ round, settling, patient }) =>
			round > 0 && patient && settling === "flat",
	);
	// Where clean-ups come late, a short wait starts the next round on top of them; in the last round it would leave them undecided.
	const wasLate = evidence.settled.some(({ late }) => late.length > 0);
	const isLast = played + 1 === mostRounds(rounds);
	const patient =
		isLast ||
		(played >= CONFIRMING_ROUNDS - 1 &&
			(wasLate || (open.some((result) => result.patientNext) && !stood)));
	return { kind: "another", patient };
}
