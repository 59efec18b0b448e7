import type { Verdict } from "../model/verdict.ts";
import { diagnoses } from "./catalogue/diagnoses.ts";
import type { Suspect } from "./catalogue/trace.ts";

/** The verdict with what the catalogue says of each culprit; `beside` are heap sites that grew by too little to be one. */
export function diagnosed(
	verdict: Verdict,
	beside: readonly Suspect[] = [],
): Verdict {
	const { culprits } = verdict;
	const said = diagnoses(culprits, beside);
	return {
		...verdict,
		culprits: culprits.map((culprit, index) => ({
			...culprit,
			diagnosis: said[index] ?? null,
		})),
	};
}
