import { formatBytes, formatCount } from "../model/quantity.ts";
import type { Finding, Outcome } from "../model/verdict.ts";
import { type FarAbove, farAboveUse } from "./far-above-use.ts";

/** Said of a run within budget: which limits would let pass what is far more than it used. */
export function farAboveNotes(
	outcome: Outcome,
	findings: readonly Finding[],
): readonly string[] {
	return outcome === "pass" ? farAboveUse(findings).map(noteOf) : [];
}

function noteOf({ finding, used }: FarAbove): string {
	const { metric, unit, stacks, limit } = finding;
	const amount = unit === "bytes" ? formatBytes(used) : formatCount(used);
	const place = stacks === undefined ? metric : `${metric} of ${stacks}`;
	const [name, most] =
		limit.kind === "growth"
			? [
					"budget",
					used === 0 ? "no round grew" : `no round grew by more than ${amount}`,
				]
			: ["ceiling", `it was ${amount} at rest at most`];
	return `The ${name} ${limit.text} of ${place} is far above use: ${most}. leak-budget tune --ratchet lowers it.`;
}
