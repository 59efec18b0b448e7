import { explainCulprit } from "../explain/culprit.ts";
import { isCulpritOf } from "../explain/lead.ts";
import type { Excerpt } from "../model/excerpt.ts";
import type { Verdict } from "../model/verdict.ts";
import { findExcerpt } from "./find-excerpt.ts";
import { plain, plainName } from "./plain.ts";

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
	const over = verdict.findings.filter(({ outcome }) => outcome === "over");
	const seen = new Set<string>();
	return verdict.culprits
		.flatMap((culprit) => {
			const excerpt = findExcerpt(excerpts, culprit);
			if (!culprit.first_party || excerpt === undefined) return [];
			const { name, grew, sentence, wait } = explainCulprit(
				culprit,
				verdict,
				excerpt,
			);
			const facts = [
				`${plainName(name)} ${plain(grew, 80)}`,
				culprit.route === null ? "" : plain(culprit.route, 200),
				wait === null ? "" : plain(wait, 80),
			].filter((fact) => fact !== "");
			return [
				{
					level: over.some((finding) => isCulpritOf(culprit, finding))
						? ("error" as const)
						: ("warning" as const),
					file: excerpt.path,
					line: culprit.line,
					title: `${plain(verdict.name, 60)} leaks here: ${plain(grew, 80)}`,
					message: `${facts.join(" · ")}.${sentence === null ? "" : ` ${sentence}`}`,
				},
			];
		})
		.filter(({ file, line, title }) => {
			const key = JSON.stringify([file, line, title]);
			return !seen.has(key) && seen.add(key);
		})
		.slice(0, 10);
}
