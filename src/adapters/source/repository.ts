import { realpathSync } from "node:fs";
import { relative } from "node:path";
import { Stop } from "../../model/problem.ts";
import { systemReason } from "../system-reason.ts";
import { git } from "./git.ts";

/** The root of the git repository that holds `directory`; the directory itself where there is none, or no git. */
export function repositoryRoot(directory: string): string {
	return git(directory, "rev-parse", "--show-toplevel") ?? directory;
}

/** A folder as the repository that holds it, and its path from there, with `/`: "" for the root itself. A Stop where there is no such folder. */
export function placeInRepository(directory: string): {
	readonly root: string;
	readonly below: string;
} {
	try {
		const real = realpathSync(directory);
		const root = realpathSync(repositoryRoot(real));
		return { root, below: relative(root, real) };
	} catch (error) {
		throw new Stop({
			code: "folder-missing",
			message: `The folder ${directory} cannot be read: ${systemReason(error)}.`,
			remedy: "Name the folder of a Go service, or of its repository.",
		});
	}
}
