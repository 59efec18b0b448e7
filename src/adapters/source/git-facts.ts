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
	const isIgnored =
		git(directory, "check-ignore", "--", `${evidenceFolder}/`) !== undefined;
	return { isShallow, leftover: isIgnored ? "ignored" : "untracked" };
}
