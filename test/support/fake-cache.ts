import { cpSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import type { CacheLibrary } from "../../src/adapters/github/baseline-cache.ts";

export interface FakeCache {
	library: CacheLibrary;
	/** In the order in which they were saved; `folder` holds what was packed. */
	readonly entries: { readonly key: string; readonly folder: string }[];
	/** What the next call throws. */
	fails?: Error;
	/** Whether the runner has a cache service. */
	isThere: boolean;
}

/**
 * GitHub's cache for one workspace: keys are never written twice, the newest entry
 * of the first key that fits is unpacked, and paths are part of the identity.
 */
export function fakeCache(workspace: string, store: string): FakeCache {
	const packed = (paths: readonly string[]) => JSON.stringify(paths);
	const versions = new Map<string, string>();
	const throwIfAsked = () => {
		const { fails } = cache;
		delete cache.fails;
		if (fails) throw fails;
	};
	const cache: FakeCache = {
		entries: [],
		isThere: true,
		library: {
			isFeatureAvailable: () => cache.isThere,
			restoreCache: async (paths, primaryKey, restoreKeys = []) => {
				throwIfAsked();
				for (const wanted of [primaryKey, ...restoreKeys]) {
					const found = cache.entries.findLast(
						({ key }) =>
							key.startsWith(wanted) &&
							(versions.get(key) ?? packed(paths)) === packed(paths),
					);
					if (!found) continue;
					for (const path of paths)
						cpSync(join(found.folder, path), join(workspace, path), {
							recursive: true,
							verbatimSymlinks: true,
						});
					return found.key;
				}
				return undefined;
			},
			saveCache: async (paths, key) => {
				throwIfAsked();
				if (key.length > 512 || key.includes(",")) throw new Error("bad key");
				if (versions.has(key)) return -1;
				const folder = mkdtempSync(join(store, "entry-"));
				for (const path of paths)
					cpSync(join(workspace, path), join(folder, path), {
						recursive: true,
					});
				versions.set(key, packed(paths));
				cache.entries.push({ key, folder });
				return cache.entries.length;
			},
		},
	};
	return cache;
}
