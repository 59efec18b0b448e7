import type { Verdict } from "../model/verdict.ts";
import { leadFinding } from "./lead.ts";
import { roomFor } from "./room.ts";

/** What to try where the run itself went well and yet nothing could be decided; null where a problem says it already. */
export function advice(verdict: Verdict): string | null {
	if (verdict.outcome !== "undecided" || verdict.problems.length > 0)
		return null;
	const lead = leadFinding(verdict);
	if (lead === undefined) return null;
	const room = roomFor(lead);
	const orRoom = room === null ? "" : `, or give the budget that room: ${room}`;
	switch (lead.kind) {
		case "moving":
			return `A job may still run after the load: raise settle.timeout${orRoom}.`;
		case "unconfirmed":
			return `Let it run more rounds, for example rounds: ${lead.rounds.length + 5}${orRoom}.`;
		case "unmeasured":
			return `Neither this platform nor this source of profiles can tell ${lead.metric}: take it out of the budgets.`;
		case "steady":
		case "warm-up":
		case "leak":
		case "blocked":
		case "idle-growth":
		case "ceiling":
			return null;
		default:
			return lead.kind satisfies never;
	}
}
