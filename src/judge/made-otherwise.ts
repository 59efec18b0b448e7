import type { Evidence } from "../model/evidence.ts";

/** In what two runs were made otherwise, so that their memory cannot be compared; undefined where in nothing. */
export function madeOtherwise(
	base: Evidence,
	head: Evidence,
): string | undefined {
	const differing = FACTS.find(([, of]) => of(base) !== of(head));
	if (differing === undefined) return undefined;
	const [what, of] = differing;
	return what === "load"
		? "it was made under another load"
		: `it was made with ${what} ${of(base)}, this run with ${of(head)}`;
}

const FACTS: readonly (readonly [string, (run: Evidence) => string])[] = [
	["load", ({ plan }) => JSON.stringify(plan.load)],
	// Patches of a version allocate alike.
	[
		"Go",
		({ environment }) =>
			/^go\d+\.\d+/u.exec(environment?.go ?? "")?.[0].slice(2) ??
			environment?.go ??
			"unknown",
	],
	["platform", ({ environment }) => environment?.os ?? "unknown"],
	[
		"heap sampling",
		({ environment, plan }) =>
			String(environment?.memProfileRate ?? plan.heapSampling),
	],
];
