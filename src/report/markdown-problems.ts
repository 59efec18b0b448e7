import { explainProblems } from "../explain/problem.ts";
import type { Verdict } from "../model/verdict.ts";
import type { Detail } from "./markdown-options.ts";
import { fence, prose } from "./markdown-text.ts";
import { plainLine } from "./plain.ts";

/** What went wrong, the last lines of the log that matters, and what to do. */
export function markdownProblems(
	verdict: Verdict,
	detail: Detail,
): readonly string[] {
	return explainProblems(verdict)
		.slice(0, SHOWN)
		.flatMap(({ where, message, tail, remedy }) => [
			...(message === null
				? []
				: [prose(where === null ? message : `${where} – ${message}`)]),
			...(tail.length === 0 || detail.tail === 0
				? []
				: [
						fence(
							"text",
							tail.slice(-detail.tail).map((line) => plainLine(line)),
						),
					]),
			...(remedy === null ? [] : [`→ ${prose(remedy)}`]),
		]);
}

const SHOWN = 10;
