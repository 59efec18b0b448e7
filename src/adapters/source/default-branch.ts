import { git } from "./git.ts";

/** The branch that pull requests go to, as far as this clone knows. */
export function defaultBranch(root: string): string {
	const remote = git(
		root,
		"symbolic-ref",
		"--short",
		"refs/remotes/origin/HEAD",
	);
	return remote?.replace(/^origin\//, "") ?? "main";
}
