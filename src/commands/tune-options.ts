import { dayNumber, dayText } from "../model/day.ts";
import { parseCount, parsePercent } from "../model/quantity.ts";
import { usage } from "./usage.ts";

/** What `tune` is to write; `tuned` and `lowered` are limits. */
export type TuneKind = "tuned" | "lowered" | "accepted";

export interface TuneOptions {
	readonly kind: TuneKind;
	readonly runs: number;
	readonly marginPercent: number;
	/** Days, as in 2027-06-01; `until` is the last on which an entry holds. */
	readonly today: string;
	readonly until: string;
	readonly dryRun: boolean;
}

export const TUNE_OPTIONS = {
	runs: { type: "string" },
	margin: { type: "string" },
	ratchet: { type: "boolean" },
	accept: { type: "boolean" },
	until: { type: "string" },
	"dry-run": { type: "boolean" },
} as const;

const MOST_RUNS = 50;

/** So long an accepted leak may stay where nobody says otherwise. */
const ACCEPTED_DAYS = 90;

/** What was typed for `tune`; a Stop `usage` where it cannot be meant. */
export function tuneOptions(
	{
		runs = "3",
		margin = "50%",
		ratchet = false,
		accept = false,
		until,
		"dry-run": dryRun = false,
	}: {
		readonly runs?: string;
		readonly margin?: string;
		readonly ratchet?: boolean;
		readonly accept?: boolean;
		readonly until?: string;
		readonly "dry-run"?: boolean;
	},
	today = new Date().toISOString().slice(0, 10),
): TuneOptions {
	const count = parseCount(runs);
	const marginPercent = parsePercent(margin);
	if (count === undefined || count < 1 || count > MOST_RUNS)
		throw usage(`--runs ${JSON.stringify(runs)}: give 1 to ${MOST_RUNS}.`);
	if (marginPercent === undefined)
		throw usage(
			`--margin ${JSON.stringify(margin)}: give a percentage such as 50%.`,
		);
	if (ratchet && accept)
		throw usage("tune takes --ratchet or --accept, not both.");
	if (until !== undefined && !accept)
		throw usage("--until goes with --accept: nothing else has an end.");
	const now = dayNumber(today) ?? 0;
	const last = until ?? dayText(now + ACCEPTED_DAYS);
	if ((dayNumber(last) ?? -1) < now)
		throw usage(
			`--until ${JSON.stringify(last)}: give a day to come, such as ${dayText(now + ACCEPTED_DAYS)}.`,
		);
	return {
		kind: accept ? "accepted" : ratchet ? "lowered" : "tuned",
		runs: count,
		marginPercent,
		today,
		until: last,
		dryRun,
	};
}
