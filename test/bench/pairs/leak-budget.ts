import { readFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import type { Verdict } from "../../../src/model/verdict.ts";

/** Where in a tree the run lies. */
export const OUT = ".leak-budget";

export interface Judged {
	readonly exitCode: number | undefined;
	readonly verdict: Verdict;
}

/** Runs the CLI in a tree by a version of Go, as a user would; what it wrote is the verdict. */
export async function leakBudget(
	tree: string,
	words: readonly string[],
	options: {
		readonly cli: string;
		readonly go: string;
		readonly signal: AbortSignal;
	},
): Promise<Judged> {
	const { exitCode, stdout, stderr } = await execa(
		process.execPath,
		[options.cli, ...words],
		{
			cwd: tree,
			env: { GOTOOLCHAIN: options.go },
			reject: false,
			cancelSignal: options.signal,
			// The CLI ends the service first, which may take as long as its stop timeout.
			forceKillAfterDelay: 20_000,
		},
	);
	options.signal.throwIfAborted();
	try {
		const text = readFileSync(join(tree, OUT, "verdict.json"), "utf8");
		return { exitCode, verdict: JSON.parse(text) as Verdict };
	} catch (cause) {
		throw new Error(`no verdict in ${tree}: ${stdout}${stderr}`, { cause });
	}
}
