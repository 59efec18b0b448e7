import { cpSync, existsSync, lstatSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { Stop } from "../../model/problem.ts";
import { systemReason } from "../system-reason.ts";
import { BASE, EVIDENCE, JOURNAL } from "./layout.ts";
import { readEvidence } from "./read.ts";

/** Where the base of the run in `folder` lies. */
export function baseFolder(folder: string): string {
	return join(folder, BASE);
}

/** Removes the base of an earlier run; a folder of that name that is not ours stays. */
export function removeBase(folder: string): void {
	const base = baseFolder(folder);
	if (existsSync(join(base, EVIDENCE, JOURNAL)))
		rmSync(base, { recursive: true, force: true });
}

/**
 * Copies the evidence of the run in `from` to where the base of `folder` lies,
 * so that the verdict needs nothing from elsewhere. The two may be one folder:
 * the earlier run becomes the base. A Stop where there is no run, or no room.
 */
export function copyBase(from: string, folder: string): void {
	readEvidence(from).events();
	const base = baseFolder(folder);
	if (resolve(from) === resolve(base)) return;
	removeBase(folder);
	try {
		cpSync(join(from, EVIDENCE), join(base, EVIDENCE), {
			recursive: true,
			filter: (path) => !lstatSync(path).isSymbolicLink(),
		});
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === undefined) throw error;
		throw new Stop({
			code: "out-not-writable",
			message: `The base cannot be copied to ${base}: ${systemReason(error)}.`,
			remedy:
				"Make room or permission there, or name another folder with --out.",
		});
	}
}
