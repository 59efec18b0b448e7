import { explainCulprit } from "../explain/culprit.ts";
import { isCulpritOf } from "../explain/lead.ts";
import type { Excerpt } from "../model/excerpt.ts";
import type { Culprit, Verdict } from "../model/verdict.ts";
import { findExcerpt } from "./find-excerpt.ts";
import { plain, plainName } from "./plain.ts";
import { spanText } from "./spans.ts";

/** A culprit as a remark at a line of the user's own code in the repository. */
export interface CulpritRemark {
	readonly culprit: Culprit;
	/** Whether the verdict fails for its metric: what grew without breaking a budget does not stop the build. */
	readonly isOver: boolean;
	/** Where it is in the repository. */
	readonly excerpt: Excerpt;
	/** `+100 goroutines a round`. */
	readonly grew: string;
	/** Who, how much, under which route and why, then cause and mend; one line. */
	readonly message: string;
}

/** One for each culprit of the user's own code whose file an excerpt maps to the repository, the worst first. */
export function culpritRemarks(
	verdict: Verdict,
	excerpts: readonly Excerpt[],
): readonly CulpritRemark[] {
	const over = verdict.findings.filter(
		({ outcome, excused }) => outcome === "over" && !excused,
	);
	return verdict.culprits.flatMap((culprit) => {
		const excerpt = findExcerpt(excerpts, culprit);
		if (!culprit.first_party || excerpt === undefined) return [];
		// A line that a few samples may have hit by chance is not to be marked.
		if (culprit.band !== null && culprit.growth <= culprit.band) return [];
		const { name, grew, cause, mend, since, wait } = explainCulprit(
			culprit,
			verdict,
			excerpt,
		);
		const facts = [
			`${plainName(name)} ${plain(grew, 80)}`,
			since === null ? "" : plain(since, 80),
			culprit.route === null ? "" : plain(culprit.route, 200),
			wait === null ? "" : plain(wait, 80),
		].filter((fact) => fact !== "");
		return [
			{
				culprit,
				isOver:
					!culprit.excused &&
					over.some((finding) => isCulpritOf(culprit, finding)),
				excerpt,
				grew: plain(grew, 80),
				message: [
					`${facts.join(" · ")}.`,
					...[cause, mend].flatMap((one) =>
						one === null ? [] : spanText(one),
					),
				].join(" "),
			},
		];
	});
}
