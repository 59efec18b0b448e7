import type { Check } from "../model/check.ts";
import { ok, problem, warning } from "./machine-checks.ts";

export interface GitFacts {
	/** Undefined without git, or outside of a repository. */
	readonly isShallow: boolean | undefined;
	/** Of the evidence folder: undefined where it is not there. */
	readonly leftover: "ignored" | "untracked" | "tracked" | undefined;
}

/** What git knows is what tells which lines a branch changed. */
export function historyCheck({ isShallow }: GitFacts): Check {
	const fetch = "In a workflow: actions/checkout with fetch-depth: 2.";
	if (isShallow === undefined)
		return warning(
			"history",
			"there is no git repository here, so nothing says what a change brought",
			"Start it in a clone, with git on PATH.",
		);
	return isShallow
		? warning(
				"history",
				'the clone is shallow: with one commit alone, "changed in this pull request" is never said',
				`${fetch} On a laptop: git fetch --unshallow.`,
			)
		: ok("history", "whole: changed lines can be told from old ones");
}

export function leftoverCheck(
	folder: string,
	{ leftover }: GitFacts,
): Check | undefined {
	switch (leftover) {
		case undefined:
			return undefined;
		case "ignored":
			return ok("leftovers", `${folder} of an earlier run, ignored by git`);
		case "untracked":
			return warning(
				"leftovers",
				`${folder} of an earlier run is not ignored by git`,
				`Add ${folder}/ to .gitignore: profiles and logs belong in no commit.`,
			);
		case "tracked":
			return problem(
				"leftovers",
				`${folder} is committed: each run would change the repository`,
				`git rm -r --cached ${folder}, and add ${folder}/ to .gitignore.`,
			);
		default:
			return leftover satisfies never;
	}
}
