import { execFileSync } from "node:child_process";
import { childEnvironment } from "../process/environment.ts";

/** A lock or a slow disk must not hold the report back. */
const timeoutMs = 5_000;

/** The build may have written to the repository's configuration: no program that it names is to run. */
export const QUIET = [
	"-c",
	"core.fsmonitor=false",
	"-c",
	"core.hooksPath=/dev/null",
];

/** What git prints, without the line break at its end; undefined where it fails, or there is none. Paths are taken literally. */
export function git(
	directory: string,
	...words: readonly string[]
): string | undefined {
	try {
		// check-ignore knows paths alone, and refuses to be told so.
		const literal = words[0] === "check-ignore" ? [] : ["--literal-pathspecs"];
		const flags = [...QUIET, ...literal, "--no-optional-locks"];
		return execFileSync("git", [...flags, ...words], {
			cwd: directory,
			env: childEnvironment(process.env),
			timeout: timeoutMs,
			maxBuffer: 64 * 1024 * 1024,
			encoding: "utf8",
			stdio: ["ignore", "pipe", "ignore"],
		}).trimEnd();
	} catch {
		return undefined;
	}
}
