import { realpathSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { baseFolder, copyBase, removeBase } from "../adapters/evidence/base.ts";
import { openForStopped } from "../adapters/evidence/write.ts";
import type { Baselines } from "../adapters/github/baseline-cache.ts";
import { baseToBuild } from "../adapters/source/base-to-build.ts";
import { repositoryRoot } from "../adapters/source/repository.ts";
import { withWorktree } from "../adapters/source/worktree.ts";
import type { BroughtBase } from "../engine.ts";
import type { Plan } from "../model/plan.ts";
import { Stop } from "../model/problem.ts";
import type { Progress } from "../model/progress.ts";
import { measure } from "./measure.ts";

/** What to compare a run with: `build` is the commit that the branch, or pull request, came from; else a baseline in GitHub's cache, or the folder of a run. */
export type BaseChoice =
	| "build"
	| Baselines
	/** `typed` is how the user named it. */
	| { readonly folder: string; readonly typed: string }
	| undefined;

/**
 * What `--base`, or the Action's input, means; `own` is where in that folder the
 * run lies, or where it starts from; `baselines` are the Action's alone.
 */
export function baseChoice(
	typed: string | undefined,
	own: (folder: string) => string,
	baselines?: Baselines,
): BaseChoice {
	if (typed === undefined || typed === "none") return undefined;
	if (typed === "cache") return baselines ?? refuseCache();
	return typed === "build" ? typed : { folder: resolve(own(typed)), typed };
}

/**
 * Puts the run to compare with into the folder `base` of the run to come, and
 * says what it is, or why there is none: the gate then counts every leak. What
 * an earlier run left there is removed. A Stop where the folder cannot be written.
 */
export async function bringBase(options: {
	readonly choice: BaseChoice;
	readonly plan: Plan;
	/** Of the run to come. */
	readonly folder: string;
	readonly progress: (progress: Progress) => void;
	readonly signal: AbortSignal;
}): Promise<BroughtBase | undefined> {
	const { choice, folder } = options;
	// Nothing is removed from, or put into, a folder that is not ours.
	openForStopped(folder);
	if (choice === undefined) {
		removeBase(folder);
		return undefined;
	}
	try {
		if (choice === "build") return await builtBase(options);
		if ("bring" in choice) {
			removeBase(folder);
			return await choice.bring(folder, commitOfBase(options.plan));
		}
		copyBase(choice.folder, folder);
		return { ref: choice.typed };
	} catch (error) {
		if (!(error instanceof Stop) || options.signal.aborted) throw error;
		removeBase(folder);
		return { missing: `There is no base to compare with. ${error.message}` };
	}
}

function refuseCache(): never {
	throw new Stop({
		code: "usage",
		message: "--base cache is for the Action: the cache is GitHub's.",
		remedy:
			"Take --base build, or the folder of an earlier run; a folder of that name is ./cache.",
	});
}

function commitOfBase({ directory }: Plan): string | undefined {
	const base = baseToBuild(repositoryRoot(directory), process.env);
	return "commit" in base ? base.commit : undefined;
}

/** The base is measured by the budget file of the change, with the same load. */
async function builtBase({
	plan,
	folder,
	progress,
	signal,
}: Parameters<typeof bringBase>[0]): Promise<BroughtBase> {
	removeBase(folder);
	const root = repositoryRoot(plan.directory);
	const base = baseToBuild(root, process.env);
	if ("missing" in base) return base;
	const { commit } = base;
	await withWorktree(root, commit, signal, (tree) =>
		measure({
			plan: movedTo(plan, root, tree),
			folder: baseFolder(folder),
			progress,
			signal,
		}),
	);
	return { ref: commit.slice(0, 12) };
}

/** The same plan in another checkout; paths outside of the repository stay. */
function movedTo(plan: Plan, root: string, tree: string): Plan {
	const moved = (path: string) => {
		const within = relative(realpathSync(root), real(path));
		return within.startsWith("..") || isAbsolute(within)
			? path
			: join(tree, within);
	};
	const { service } = plan;
	return {
		...plan,
		directory: moved(plan.directory),
		service: { ...service, cwd: moved(service.cwd) },
	};
}

function real(path: string): string {
	try {
		return realpathSync(path);
	} catch {
		return resolve(path);
	}
}
