import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freshBundle } from "../support/fresh-bundle.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const PEERS = { "pprof-format": "2.3.2", speedscope: "1.25.0" };
const CACHE = join(
	HERE,
	"../../node_modules/.cache",
	`pprof-peers-${Object.values(PEERS).join("-")}`,
);

/** Who subtracts one profile from another, and the command that the two files are put behind. */
export async function contestants(
	names: { readonly pprof: string; readonly ours: string },
	scratch: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
	const { execPath } = process;
	installPeers();
	return new Map([
		[names.pprof, [pprofProgram(), "-top", "-base"]],
		[names.ours, [execPath, await freshBundle(scratch), "top", "-base"]],
		...Object.keys(PEERS).map((peer): [string, string[]] => [
			peer,
			[
				execPath,
				join(HERE, "pprof-peers", `${peer}.mjs`),
				join(CACHE, "node_modules"),
			],
		]),
	]);
}

/** The program that `go tool pprof` runs, so that the time in which go finds or builds it is not held against it. */
function pprofProgram(): string {
	execFileSync("go", ["tool", "pprof", "-top", ANY], {
		stdio: "ignore",
	});
	return execFileSync("go", ["tool", "-n", "pprof"], {
		encoding: "utf8",
	}).trim();
}

const ANY = join(HERE, "../../fixtures/profiles/go1.26/heap.pb.gz");

/** Beside the project, not among its dependencies. */
function installPeers(): void {
	const missing = Object.entries(PEERS).filter(
		([name]) => !existsSync(join(CACHE, "node_modules", name)),
	);
	if (missing.length === 0) return;
	mkdirSync(CACHE, { recursive: true });
	const words = "install --ignore-scripts --no-audit --no-fund".split(" ");
	execFileSync(
		"npm",
		[
			...words,
			"--prefix",
			CACHE,
			...missing.map(([name, at]) => `${name}@${at}`),
		],
		{ stdio: ["ignore", "ignore", "inherit"] },
	);
}
