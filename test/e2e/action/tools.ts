import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { thrice } from "../../support/thrice.ts";
import { describedPaths, PATHS } from "./described-paths.ts";

const ACT = "v0.2.89";
const EMULATE = "0.12.2";
const PRISM = "5.16.0";
const OPENAPI = "23.0.2";
const CACHE = resolve("node_modules/.cache/leak-budget-bed");

/** Of one attempt; each is done in a minute or two where the network is well. */
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
	return once(`emulate-${EMULATE}`, (folder) =>
		npmInstall(folder, `emulate@${EMULATE}`),
	);
}

/** prism, which checks requests and answers, and beside it github.json: GitHub's description of the paths used here. */
export function installPrism(): string {
	const paths = createHash("sha256").update(JSON.stringify(PATHS));
	const digest = paths.digest("hex").slice(0, 8);
	return once(`prism-${PRISM}-${OPENAPI}-${digest}`, (folder) => {
		npmInstall(
			folder,
			`@stoplight/prism-cli@${PRISM}`,
			`@octokit/openapi@${OPENAPI}`,
		);
		const openapi = join(folder, "node_modules/@octokit/openapi");
		const whole = join(openapi, "generated/api.github.com.deref.json");
		const described = describedPaths(JSON.parse(readFileSync(whole, "utf8")));
		writeFileSync(join(folder, "github.json"), JSON.stringify(described));
		// 390 MB, and none of it is needed any more.
		rmSync(openapi, { recursive: true });
	});
}

function npmInstall(folder: string, ...packages: readonly string[]): void {
	writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
	execFileSync(
		"npm",
		[
			"install",
			"--prefix",
			folder,
			"--ignore-scripts",
			"--no-audit",
			"--no-fund",
			"--loglevel=error",
			...packages,
		],
		{ stdio: ["ignore", "ignore", "inherit"], timeout: LONGEST_MS },
	);
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
