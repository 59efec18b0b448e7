import type { Evidence } from "../model/evidence.ts";
import type { Ignore } from "../model/plan.ts";
import type { Stack } from "../model/profile.ts";
import { formatBytes, formatCount } from "../model/quantity.ts";
import { daysLeft } from "./ignored.ts";
import { isMatched } from "./matched.ts";
import { stackMatch } from "./stack-match.ts";
import type { StacksAt } from "./stacks-at.ts";

/** An entry that ends within so many days is worth a word. */
const SOON_DAYS = 14;

/** What each `ignore` entry left out of this run, and which has ended or soon will: nothing is left out in silence. */
export function ignoreNotes(
	evidence: Evidence,
	stacksAt: StacksAt,
): readonly string[] {
	const { plan, startedAt, settled } = evidence;
	const isRead = settled.some(({ round }) => stacksAt("goroutine", round));
	if (settled.length < 2 || !isRead) return [];
	return (plan.ignore ?? []).flatMap((entry) => {
		const { function: pattern, why, until } = entry;
		const left = daysLeft(entry, startedAt);
		if (left !== undefined && left < 0)
			return [
				`The ignore entry for ${pattern} ended on ${until}: its stacks count again. It was there because: ${why}.`,
			];
		return [
			leftOut(entry, evidence, stacksAt),
			...(left !== undefined && left <= SOON_DAYS
				? [
						`The ignore entry for ${pattern} ends ${until}, ${left === 0 ? "today" : `in ${plural(left, "day")}`}: ${why}.`,
					]
				: []),
		];
	});
}

function leftOut(
	entry: Ignore,
	evidence: Evidence,
	stacksAt: StacksAt,
): string {
	const { function: pattern, why } = entry;
	const { settled } = evidence;
	const matches = stackMatch([pattern]);
	const at = (profile: string, round: number): readonly Stack[] =>
		stacksAt(profile, round)?.filter(matches) ?? [];
	const end = settled.at(-1)?.round ?? 0;
	const goroutines = at("goroutine", end);
	const count = goroutines.reduce((sum, stack) => sum + stack.count, 0);
	const bytes = at("heap", end).reduce((sum, stack) => sum + stack.bytes, 0);
	const amounts = [
		...(count > 0
			? [
					`${plural(count, "goroutine")} in ${plural(goroutines.length, "stack")}`,
				]
			: []),
		...(bytes > 0 ? [`about ${formatBytes(bytes)} of heap`] : []),
	];
	if (amounts.length > 0)
		return `Ignored ${amounts.join(" and ")} of ${pattern}: ${why}.`;
	return isMatched(entry, evidence, stacksAt)
		? `Ignored stacks of ${pattern}, of which none is left at the end: ${why}.`
		: `The ignore entry for ${pattern} matched no stack of this run.`;
}

function plural(count: number, noun: string): string {
	return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}
