import { execFileSync } from "node:child_process";
import { childEnvironment } from "../process/environment.ts";

/** A lock or a slow disk must not hold the report back. */
const timeoutMs = 5_000;

/** The root of the git repository that holds `directory`; the directory itself where there is none, or no git. */
export function repositoryRoot(directory: string): string {
	try {
		const root = execFileSync("git", ["rev-parse", "--show-toplevel"], {
			cwd: directory,
			env: childEnvironment(process.env),
			timeout: timeoutMs,
			encoding: "utf8",
			stdio: ["ignore", "pipe", "ignore"],
		});
		return root.trim();
	} catch {
		return directory;
	}
}
