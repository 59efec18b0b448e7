import { rmSync } from "node:fs";
import { join } from "node:path";
import type * as library from "@actions/cache";
import type { Clock } from "../../ports.ts";
import { within } from "../deadline.ts";
import { copyBase } from "../evidence/base.ts";
import { clearStage, stageBaseline } from "../evidence/baseline.ts";
import { refuseStrangeFiles } from "../evidence/plain-folder.ts";
import { baselineKey, commitInKey } from "./baseline-key.ts";
import type { RunId } from "./event.ts";

/** The part of @actions/cache that is used here, so that a test can stand in. */
export type CacheLibrary = Pick<
	typeof library,
	"isFeatureAvailable" | "restoreCache" | "saveCache"
>;

/** The runs of the default branch that later ones are compared with, in GitHub's cache. */
export interface Baselines {
	/**
	 * Puts one into the folder `base` of the run in `folder`: that of the commit,
	 * else the newest. A Stop where what the cache holds cannot be one.
	 */
	readonly bring: (
		folder: string,
		commit: string | undefined,
	) => Promise<
		| { readonly ref: string; readonly note?: string }
		| { readonly missing: string }
	>;
	/** Saves the run in `folder`. Whatever goes wrong is said, not thrown. */
	readonly keep: (folder: string) => Promise<Kept>;
}

export type Kept = { readonly key: string } | { readonly why: string };

/**
 * Where a baseline lies while it is packed and unpacked. The name is part of a
 * cache's identity, so that it stays the same; @actions/cache looks for it in the
 * working folder, which is the workspace.
 */
export const STAGE = ".leak-budget-baseline";

/** The library tries again for half a minute where it is refused, and for a quarter of an hour where nobody answers. */
const MOST_MS = 2 * 60_000;

/** A baseline of a small service has some 50 kB. */
const MOST_BYTES = 64 * 1024 * 1024;

export function baselineCache({
	workspace,
	prefix,
	run,
	clock,
	load = () => import("@actions/cache"),
}: {
	/** Absolute. */
	readonly workspace: string;
	readonly prefix: string;
	/** The run that may become one. */
	readonly run: RunId;
	readonly clock: Clock;
	readonly load?: () => Promise<CacheLibrary>;
}): Baselines {
	const stage = join(workspace, STAGE);
	/** Room for a baseline; what is there afterwards is removed. */
	const staged = async <T>(work: () => Promise<T>): Promise<T> => {
		clearStage(stage);
		try {
			return await work();
		} finally {
			rmSync(stage, { recursive: true, force: true });
		}
	};
	return {
		bring: async (folder, commit) => {
			const { isFeatureAvailable, restoreCache } = await load();
			if (!isFeatureAvailable()) return { missing: NO_SERVICE };
			return await staged(async () => {
				const wanted = [prefix];
				if (commit !== undefined) wanted.unshift(`${prefix}${commit}-`);
				const key = await within(
					MOST_MS,
					clock,
					restoreCache([STAGE], wanted[0] ?? prefix, wanted),
				).catch(reasonOf);
				if (typeof key === "object")
					return {
						missing: `There is no base to compare with: the cache could not be read (${key.reason}).`,
					};
				const made = commitInKey(prefix, key ?? "");
				if (made === undefined) return { missing: NONE_YET };
				refuseStrangeFiles(stage, MOST_BYTES);
				copyBase(stage, folder);
				return told(made, commit);
			});
		},
		keep: async (folder) => {
			try {
				const { isFeatureAvailable, saveCache } = await load();
				if (!isFeatureAvailable()) return { why: NO_SERVICE };
				return await staged(async () => {
					stageBaseline(folder, stage);
					refuseStrangeFiles(stage, MOST_BYTES);
					const key = baselineKey(prefix, run);
					const id = await within(MOST_MS, clock, saveCache([STAGE], key));
					// The library has said why it gives -1.
					return id < 0 ? { why: "The lines above say why." } : { key };
				});
			} catch (error) {
				return { why: `${reasonOf(error).reason}.` };
			}
		},
	};
}

function told(made: string, commit: string | undefined) {
	const ref = made.slice(0, 12);
	if (commit === undefined || made === commit) return { ref };
	return {
		ref,
		note: `The baseline is of ${ref}, and this change came from ${commit.slice(0, 12)}, of which there is none: what lies between the two counts as this change's.`,
	};
}

function reasonOf(error: unknown): { readonly reason: string } {
	const text = error instanceof Error ? error.message : String(error);
	return { reason: text.replace(/\.$/u, "") };
}

const NO_SERVICE =
	"This runner has no cache service: GitHub Enterprise Server has one from 3.5 on. With base: build the base is measured in the same job instead.";

/** The library warns of what went wrong, and gives as little as where there is nothing. */
const NONE_YET =
	"There is no base to compare with: no baseline of this service came out of the cache. Unless the log warns of it, there is none yet: a run of the default branch saves it, so let this workflow run there too, on: { push: { branches: [main] } }, with base: cache. GitHub removes a cache that nobody read for 7 days.";
