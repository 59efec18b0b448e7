import { execFileSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { join, relative } from "node:path";
import { childEnvironment } from "../process/environment.ts";

/** A toolchain may have to be fetched first. */
const timeoutMs = 60_000;

/** Folders below `root` of its module's main packages, as Go sees them under the build constraints of here; undefined where there is no module, no Go, or it fails. */
export function mainFolders(root: string): ReadonlySet<string> | undefined {
	if (!existsSync(join(root, "go.mod"))) return undefined;
	try {
		// With -find no dependency is needed.
		const printed = execFileSync(
			"go",
			[
				"list",
				"-find",
				"-e",
				"-f",
				'{{if eq .Name "main"}}{{printf "%q" .Dir}}{{end}}',
				"./...",
			],
			{
				cwd: root,
				env: childEnvironment(process.env),
				timeout: timeoutMs,
				maxBuffer: 16 * 1024 * 1024,
				encoding: "utf8",
				stdio: ["ignore", "pipe", "ignore"],
			},
		);
		const real = realpathSync(root);
		const folders = printed
			.split("\n")
			.filter((line) => line.startsWith('"'))
			.map((line) => relative(real, realpathSync(JSON.parse(line))));
		return folders.length > 0 ? new Set(folders) : undefined;
	} catch {
		return undefined;
	}
}
