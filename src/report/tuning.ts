import type { Ignore } from "../model/plan.ts";
import type { TunedLimit } from "../model/tuning.ts";
import { amount } from "./amounts.ts";
import { columns } from "./columns.ts";
import { plain } from "./plain.ts";

/** How many runs a tuning follows from, and how far above them it stays. */
export interface TuningFacts {
	readonly name: string;
	readonly runs: number;
	readonly marginPercent: number;
}

/** `leak-budget tune` on a terminal: each limit, what it is instead of, and why. */
export function tuningReport(
	limits: readonly TunedLimit[],
	{ name, runs, marginPercent }: TuningFacts,
): string {
	const rows = limits.map((limit) => [
		`  ${limit.stacks === undefined ? "" : `${plain(limit.stacks, 60)} `}${limit.metric}`,
		limit.kind,
		limit.text,
		instead(limit),
		why(limit, marginPercent),
	]);
	const head = `${plain(name)}: ${plural(runs, "run")} within budget, margin ${marginPercent}%`;
	return [
		...(rows.length > 0
			? [head, "", ...columns(rows)]
			: [`${head}: no budget is far above use`]),
		"",
	].join("\n");
}

/** `leak-budget tune --accept`: what is let pass from now on, and until when. */
export function acceptedReport(
	name: string,
	entries: readonly Ignore[],
	runs: number,
): string {
	if (entries.length === 0)
		return `${plain(name)}: ${plural(runs, "run")} within budget, nothing to accept\n`;
	const rows = entries.map(({ function: pattern, why: reason, until }) => [
		`  ${plain(pattern)}`,
		`until ${until ?? "further notice"}`,
		plain(reason),
	]);
	return [
		`${plain(name)}: ${plural(entries.length, "leak")} accepted`,
		"",
		...columns(rows),
		"",
	].join("\n");
}

function instead({ text, was }: TunedLimit): string {
	if (was === undefined) return "new";
	return was === text ? "as it was" : `was ${plain(was, 40)}`;
}

function why(
	{ kind, unit, used, basis, room }: TunedLimit,
	margin: number,
): string {
	const most =
		kind === "growth"
			? `at most ${amount(used, unit)} a round`
			: `at most ${amount(used, unit)} at rest`;
	switch (basis) {
		case "default":
			return `${most} once warm, which the default allows`;
		case "margin":
			return `${most}, and ${margin}% more`;
		case "room":
			return `${most}, and room for ${amount(room, unit)}${kind === "growth" ? "" : " more"}`;
		default:
			return basis satisfies never;
	}
}

function plural(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
