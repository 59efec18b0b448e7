import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Mode } from "../../src/pprof/modes/report.ts";

const run = promisify(execFile);

/** What `go tool pprof` prints of what we print, too; undefined when it fails. Times are in UTC. */
export async function pprofSays(
	mode: Mode,
	words: readonly string[],
	folder: string,
): Promise<string | undefined> {
	try {
		const { stdout } = await run(await pprofPath(), [...words], {
			cwd: folder,
			env: { ...process.env, TZ: "UTC" },
			maxBuffer: 2 ** 30,
		});
		return belowHead(mode, stdout);
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === 2)
			return undefined;
		throw error;
	}
}

/** Building `go tool pprof` once and running it saves half of its time. */
async function pprofPath(): Promise<string> {
	path ??= run("go", ["tool", "-n", "pprof"]).then(({ stdout }) =>
		stdout.trim(),
	);
	return path;
}

let path: Promise<string> | undefined;

function belowHead(mode: Mode, text: string): string {
	switch (mode) {
		case "raw":
			return text;
		case "traces":
			return text.slice(text.search(/^-{11}\+/m));
		case "list":
			return text.slice(text.search(/^Total: /m));
		case "top":
		case "tree":
		case "peek":
			return text.slice(text.search(/^Showing nodes /m));
		default:
			return mode satisfies never;
	}
}
