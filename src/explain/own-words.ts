import type { Diagnosis, Verdict } from "../model/verdict.ts";
import { rows } from "./catalogue/rows.ts";
import { waitMeaning } from "./wait-meaning.ts";

/** The verdict with what the catalogue says under the names of its diagnoses, and with waits of the runtime's alone. */
export function withOwnWords(verdict: Verdict): Verdict {
	return {
		...verdict,
		culprits: verdict.culprits.map((culprit) => {
			const { diagnosis } = culprit;
			const [wait = ""] = culprit.wait?.split(",") ?? [];
			return {
				...culprit,
				wait: waitMeaning(wait) === null ? null : wait.trim(),
				diagnosis: diagnosis ? diagnosisNamed(diagnosis.id) : null,
			};
		}),
	};
}

function diagnosisNamed(wanted: string): Diagnosis | null {
	const row = rows.find(({ id }) => id === wanted);
	if (row === undefined) return null;
	const { when: _, ...diagnosis } = row;
	return diagnosis;
}
