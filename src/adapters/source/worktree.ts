import { execFile, execFileSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { Stop } from "../../model/problem.ts";
import { childEnvironment } from "../process/environment.ts";
import { withTemporaryFolder } from "../temporary.ts";
import { QUIET } from "./git.ts";

/** A large repository on a slow disk; more is a prompt that nobody answers. */
const timeoutMs = 5 * 60_000;

/**
 * Does the work with a commit checked out in a folder of its own, without its
 * submodules. Gone afterwards, and when this process ends before. A Stop
 * `base-not-checked-out` where git cannot.
 */
export async function withWorktree<T>(
	root: string,
	commit: string,
	signal: AbortSignal,
	work: (tree: string) => Promise<T>,
): Promise<T> {
	const env = childEnvironment(process.env);
	const options = { cwd: root, env, timeout: timeoutMs };
	return withTemporaryFolder(async (folder) => {
		const tree = join(folder, "base");
		const remove = () => {
			try {
				const words = ["worktree", "remove", "--force", "--force", tree];
				execFileSync("git", [...QUIET, ...words], {
					...options,
					stdio: "ignore",
				});
			} catch {
				// It never was one; else `git worktree prune` forgets it once its folder is gone.
			}
		};
		// Before the folder itself goes: git wants to see what it is to forget.
		process.prependOnceListener("exit", remove);
		try {
			const words = [...QUIET, "worktree", "add", "--detach", tree, commit];
			await promisify(execFile)("git", words, { ...options, signal }).catch(
				(error: unknown) => {
					signal.throwIfAborted();
					throw notCheckedOut(commit, error);
				},
			);
			return await work(tree);
		} finally {
			process.off("exit", remove);
			remove();
		}
	});
}

function notCheckedOut(commit: string, error: unknown): Stop {
	const said = (error as { readonly stderr?: string }).stderr?.trim();
	return new Stop({
		code: "base-not-checked-out",
		message: `The base ${commit.slice(0, 12)} could not be checked out: ${said?.split("\n").at(-1) ?? "git failed"}.`,
	});
}
