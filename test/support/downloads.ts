import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
	installAct,
	installEmulate,
	installPrism,
} from "../e2e/action/tools.ts";
import { fixturesIn } from "./fixture-folders.ts";
import { thrice } from "./thrice.ts";

/** Of one attempt. */
const LONGEST_MS = 10 * 60_000;

/** The toolchain that fixtures/builds/toolchain-127 and test/e2e/agent.test.ts let Go fetch. */
const TOOLCHAIN = "go1.27.0";

/**
 * Fetches all that the tests need from the network, so that none of them waits
 * for it or fails for want of it; where it is there already, a second of work.
 * An error when a step fails three times.
 */
export function downloadAll(): void {
	for (const { folder } of fixturesIn("services"))
		if (existsSync(join(folder, "go.sum"))) go(["mod", "download"], folder);
	go(["version"], ".", { GOTOOLCHAIN: TOOLCHAIN });
	// Compiled by its first use, which is no test's matter either.
	go(["tool", "-n", "pprof"], ".");
	installAct();
	installEmulate();
	installPrism();
}

function go(
	words: readonly string[],
	cwd: string,
	env: Readonly<Record<string, string>> = {},
): void {
	thrice(() =>
		execFileSync("go", [...words], {
			cwd,
			env: { ...process.env, ...env },
			stdio: ["ignore", "ignore", "inherit"],
			timeout: LONGEST_MS,
		}),
	);
}
