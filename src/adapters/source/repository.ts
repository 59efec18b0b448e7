import { git } from "./git.ts";

/** The root of the git repository that holds `directory`; the directory itself where there is none, or no git. */
export function repositoryRoot(directory: string): string {
	return git(directory, "rev-parse", "--show-toplevel") ?? directory;
}
