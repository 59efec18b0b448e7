import { execFileSync } from "node:child_process";
import {
	existsSync,
	mkdirSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { thrice } from "../../support/thrice.ts";

const ACT = "v0.2.89";
const EMULATE = "0.12.2";
const CACHE = resolve("node_modules/.cache/leak-budget-bed");

/** Of one attempt; both are done in a minute or two where the network is well. */
const LONGEST_MS = 10 * 60_000;

/** nektos/act, which runs workflows without GitHub; built from source once, about a minute. */
export function installAct(): string {
	return once(`act-${ACT}`, (folder) => {
		execFileSync("go", ["install", `github.com/nektos/act@${ACT}`], {
			env: { ...process.env, GOBIN: folder, GOFLAGS: "" },
			stdio: ["ignore", "ignore", "inherit"],
			timeout: LONGEST_MS,
		});
	});
}

/** emulate, a stateful GitHub API; its version is exact because another package has held the name's newer tag. */
export function installEmulate(): string {
	return once(`emulate-${EMULATE}`, (folder) => {
		writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
		execFileSync(
			"npm",
			[
				"install",
				"--prefix",
				folder,
				"--no-audit",
				"--no-fund",
				"--loglevel=error",
				`emulate@${EMULATE}`,
			],
			{ stdio: ["ignore", "ignore", "inherit"], timeout: LONGEST_MS },
		);
	});
}

/** A folder of the cache, there only when it is complete. */
function once(name: string, fill: (folder: string) => void): string {
	const folder = join(CACHE, name);
	if (existsSync(folder)) return folder;
	const partial = `${folder}.${process.pid}`;
	mkdirSync(partial, { recursive: true });
	thrice(() => fill(partial));
	try {
		renameSync(partial, folder);
	} catch (error) {
		// Another run was quicker.
		rmSync(partial, { recursive: true });
		if (!existsSync(folder)) throw error;
	}
	return folder;
}
