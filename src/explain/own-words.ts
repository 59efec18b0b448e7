import type { Verdict } from "../model/verdict.ts";
import { diagnosisNamed } from "./catalogue/diagnoses.ts";
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
