import { git } from "./git.ts";

/**
 * The commit to compare with. A checkout of a pull request is GitHub's own merge
 * commit, whose first parent is the base as it is now; elsewhere it is
 * where the branch left the base branch. Undefined where there is none: no
 * git, a shallow clone of one commit, or the base branch itself.
 */
export function baseCommit(
	root: string,
	{
		GITHUB_BASE_REF: baseRef,
		GITHUB_SHA: merge,
	}: Readonly<Record<string, string | undefined>>,
): string | undefined {
	// Not any merge commit: a branch may have merged its base itself, and be what was checked out.
	if (baseRef && merge && git(root, "rev-parse", "HEAD") === merge) {
		const parents = git(root, "rev-parse", "--verify", "--quiet", "HEAD^2");
		if (parents) return git(root, "rev-parse", "--verify", "--quiet", "HEAD^1");
	}
	const names = baseRef ? [`origin/${baseRef}`] : BASE_BRANCHES;
	for (const name of names) {
		const base = git(root, "merge-base", "HEAD", `refs/remotes/${name}`);
		if (base) return isBranch(root, base) ? base : undefined;
	}
	return undefined;
}

const BASE_BRANCHES = ["origin/HEAD", "origin/main", "origin/master"];

/** On the base branch itself nothing is changed until somebody edits a file. */
function isBranch(root: string, base: string): boolean {
	return (
		git(root, "rev-parse", "HEAD") !== base ||
		git(root, "status", "--porcelain") !== ""
	);
}
