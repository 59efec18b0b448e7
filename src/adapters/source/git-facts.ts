import { existsSync } from "node:fs";
import { join } from "node:path";
import { git } from "./git.ts";

/** How much git knows of a folder, and what it makes of the evidence folder in it. */
export function gitFacts(
	directory: string,
	evidenceFolder: string,
): {
	readonly isShallow: boolean | undefined;
	readonly leftover: "ignored" | "untracked" | "tracked" | undefined;
} {
	const shallow = git(directory, "rev-parse", "--is-shallow-repository");
	const isShallow = shallow === undefined ? undefined : shallow === "true";
	if (isShallow === undefined || !existsSync(join(directory, evidenceFolder)))
		return { isShallow, leftover: undefined };
	if (git(directory, "ls-files", "--", evidenceFolder))
		return { isShallow, leftover: "tracked" };
	// What is in it counts: its own .gitignore leaves the folder itself alone.
	const isIgnored = ignores(directory, `${evidenceFolder}/evidence`);
	return { isShallow, leftover: isIgnored ? "ignored" : "untracked" };
}

/** Those of these paths, there or not yet, that a commit would take, and those that git ignores; a folder ends in `/`. Neither without git. */
export function sortedByGit(
	directory: string,
	paths: readonly string[],
): { readonly taken: readonly string[]; readonly ignored: readonly string[] } {
	if (git(directory, "rev-parse", "--git-dir") === undefined)
		return { taken: [], ignored: [] };
	return {
		taken: paths.filter((path) => !ignores(directory, path)),
		ignored: paths.filter((path) => ignores(directory, path)),
	};
}

function ignores(directory: string, path: string): boolean {
	return git(directory, "check-ignore", "--", `./${path}`) !== undefined;
}
