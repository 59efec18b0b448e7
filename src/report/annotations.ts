import type { Excerpt } from "../model/excerpt.ts";
import type { Verdict } from "../model/verdict.ts";
import { culpritRemarks } from "./culprit-remark.ts";
import { plain } from "./plain.ts";

/** A remark at a line of the repository. GitHub shows ten of a kind a step and cuts messages at 4,096 characters. */
export interface Annotation {
	readonly level: "error" | "warning" | "notice";
	/** Relative to the repository. */
	readonly file: string;
	readonly line: number;
	readonly title: string;
	readonly message: string;
}

/**
 * One for each line of the user's own code that grew and whose file an excerpt
 * maps to the repository. Errors where the verdict fails for that metric, else
 * warnings: what grew without breaking a budget does not stop the build.
 */
export function annotations(
	verdict: Verdict,
	excerpts: readonly Excerpt[] = [],
): readonly Annotation[] {
	const seen = new Set<string>();
	return culpritRemarks(verdict, excerpts)
		.map(({ culprit, isOver, excerpt, grew, message }) => ({
			level: isOver ? ("error" as const) : ("warning" as const),
			file: excerpt.path,
			line: culprit.line,
			title: `${plain(verdict.name, 60)} leaks here: ${grew}`,
			message,
		}))
		.filter(({ file, line, title }) => {
			const key = JSON.stringify([file, line, title]);
			return !seen.has(key) && seen.add(key);
		})
		.slice(0, 10);
}
