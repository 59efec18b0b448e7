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
	const isIgnored = ignores(directory, evidenceFolder);
	return { isShallow, leftover: isIgnored ? "ignored" : "untracked" };
}

/** Those of these folders, there or not yet, that a commit would take; none without git. */
export function notIgnored(
	directory: string,
	folders: readonly string[],
): readonly string[] {
	if (git(directory, "rev-parse", "--git-dir") === undefined) return [];
	return folders.filter((folder) => !ignores(directory, folder));
}

function ignores(directory: string, folder: string): boolean {
	return git(directory, "check-ignore", "--", `./${folder}/`) !== undefined;
}
