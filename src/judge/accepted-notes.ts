import { isAccepted } from "../model/accepted.ts";
import type { Evidence } from "../model/evidence.ts";
import { formatCount } from "../model/quantity.ts";
import { daysLeft } from "./ignored.ts";
import { isMatched } from "./matched.ts";
import type { StacksAt } from "./stacks-at.ts";

/** Counts down the leaks that `tune --accept` let pass: those that this run still has, and when the first of their entries end. */
export function acceptedNotes(
	evidence: Evidence,
	stacksAt: StacksAt,
): readonly string[] {
	const { plan, startedAt, settled } = evidence;
	const isRead = settled.some(({ round }) => stacksAt("goroutine", round));
	if (settled.length < 2 || !isRead) return [];
	const accepted = (plan.ignore ?? []).filter(isAccepted);
	if (accepted.length === 0) return [];
	const left = accepted
		.map((entry) => ({ entry, days: daysLeft(entry, startedAt) ?? Infinity }))
		.filter(
			({ entry, days }) => days >= 0 && isMatched(entry, evidence, stacksAt),
		);
	if (left.length === 0)
		return [
			"None of the accepted leaks is left: take their ignore entries out.",
		];
	const next = Math.min(...left.map(({ days }) => days));
	const ending = left.filter(({ days }) => days === next);
	return [
		`${leaks(left.length)} left${next === Infinity ? "" : endOf(ending.length, left.length, next)}.`,
	];
}

function endOf(ending: number, left: number, days: number): string {
	const when =
		days === 0
			? "today"
			: `in ${formatCount(days)} ${days === 1 ? "day" : "days"}`;
	const who =
		ending < left ? formatCount(ending) : left === 1 ? "its entry" : "all";
	return `, ${who} ${ending === 1 ? "expires" : "expire"} ${when}`;
}

function leaks(count: number): string {
	return `${formatCount(count)} accepted ${count === 1 ? "leak" : "leaks"}`;
}
