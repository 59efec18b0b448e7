import { execFileSync } from "node:child_process";
import {
	chmodSync,
	cpSync,
	lstatSync,
	readdirSync,
	readFileSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import * as z from "zod";
import { HANDLERS, MODULE, PATHS } from "./cases.ts";
import { withPlantedImports } from "./edit.ts";
import { type Leak, planted, plantedHealthy } from "./plant.ts";
import { type Files, HANDLERS_FILE } from "./rewrites.ts";

const LOAD = fileURLToPath(new URL("load.ts", import.meta.url));

/** Turns of a round. */
const TURNS = 60;

const Download = z.object({ Dir: z.string() });

/** Downloads a version by Go's own client; the folder is the module cache's, and read only. */
export function downloaded(version: string): string {
	const words = ["mod", "download", "-json", `${MODULE}@${version}`];
	return Download.parse(
		JSON.parse(execFileSync("go", words, { encoding: "utf8" })),
	).Dir;
}

/** Copies a version into `folder`, plants the leaks, rewrites it, and writes its budget files: `fail_on` any, and new. */
export function makeTree(options: {
	readonly version: string;
	readonly folder: string;
	readonly leaks: readonly Leak[];
	readonly rewrite: (files: Files) => Files;
	readonly port: number;
}): void {
	const { version, folder, leaks, rewrite, port } = options;
	cpSync(downloaded(version), folder, { recursive: true });
	makeWritable(folder);
	const source = join(folder, "httpbin");
	const names = readdirSync(source).filter(
		(name) => name.endsWith(".go") && !name.endsWith("_test.go"),
	);
	const files = new Map(
		names.map((name) => [name, readFileSync(join(source, name), "utf8")]),
	);
	const text = leaks.reduce(
		planted,
		plantedHealthy(files.get(HANDLERS_FILE) ?? "", HANDLERS.healthy),
	);
	for (const [name, changed] of rewrite(files.set(HANDLERS_FILE, text)))
		writeFileSync(join(source, name), withPlantedImports(changed));
	for (const failOn of ["any", "new"] as const)
		writeFileSync(
			join(folder, `fail-on-${failOn}.yml`),
			budgetFile(port, failOn),
		);
}

function makeWritable(path: string): void {
	const stat = lstatSync(path);
	chmodSync(path, stat.mode | 0o200);
	if (stat.isDirectory())
		for (const name of readdirSync(path)) makeWritable(join(path, name));
}

function budgetFile(port: number, failOn: "any" | "new"): string {
	const address = `127.0.0.1:${port}`;
	return stringify({
		name: "httpbin",
		service: {
			build: "go build -o bin/httpbin ./cmd/go-httpbin",
			// Beyond its time for idle connections it would close those of its own that leak.
			run: `bin/httpbin -host 127.0.0.1 -port ${port} -srv-read-timeout 1h`,
			ready: `http://${address}/status/200`,
		},
		load: {
			run: [process.execPath, LOAD, `http://${address}`, TURNS, ...PATHS]
				.map((word) => `'${word}'`)
				.join(" "),
		},
		settle: { timeout: "3s", quiet: "300ms" },
		fail_on: failOn,
	});
}
