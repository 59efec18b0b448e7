import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { stringify } from "yaml";
import type { Verdict } from "../../src/model/verdict.ts";
import { writeKernels } from "./kernel-sources.ts";
import { servicePort } from "./service-port.ts";
import type { BinaryName } from "./subject.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));

const BUILDS: Readonly<Record<BinaryName, string>> = {
	cases: "go build -o bin/cases .",
	race: "CGO_ENABLED=1 go build -race -o bin/race .",
	kernels: "go build -o bin/kernels ./kernels",
};

/** Paths of the built programs. */
export type Binaries = Readonly<Record<BinaryName, string>>;

/**
 * Copies the corpus, and the cases that ship with the Go of `goroot`, to
 * `folder`: a scratch folder that does not exist.
 */
export function copyCorpus(goroot: string, folder: string): void {
	cpSync(join(HERE, "cases"), folder, { recursive: true });
	cpSync(join(HERE, "kernels"), join(folder, "kernels"), { recursive: true });
	writeKernels(goroot, join(folder, "kernels"));
}

/**
 * Builds a copy of the corpus as users build: by a run of the CLI with
 * `service.build`, so that what comes out has the agent in it. Throws with
 * what the CLI said where it could not.
 */
export async function buildBinaries(
	names: readonly BinaryName[],
	options: {
		readonly cli: string;
		readonly folder: string;
		readonly signal: AbortSignal;
	},
): Promise<Binaries> {
	const { cli, folder, signal } = options;
	const address = `127.0.0.1:${await servicePort()}`;
	const file = join(folder, "build.yml");
	const out = join(folder, "build-out");
	// Whatever is wanted, this one is there to be run.
	const all: readonly BinaryName[] = [
		...new Set([...names, "kernels" as const]),
	];
	const plan = {
		service: {
			build: all.map((name) => BUILDS[name]).join(" && "),
			run: `bin/kernels -addr ${address} -case ChanRecv`,
			ready: `http://${address}/ready`,
		},
		load: { http: `http://${address}/ready`, requests: 1 },
		rounds: 1,
	};
	writeFileSync(file, stringify(plan));
	const words = [cli, "run", file, "--out", out, "--quiet"];
	const { stderr } = await execa(process.execPath, words, {
		cwd: folder,
		reject: false,
		cancelSignal: signal,
	});
	signal.throwIfAborted();
	const problem = problemIn(out);
	if (problem !== undefined)
		throw new Error(`the corpus was not built: ${problem}\n${stderr}`);
	return {
		cases: join(folder, "bin/cases"),
		race: join(folder, "bin/race"),
		kernels: join(folder, "bin/kernels"),
	};
}

/** What stopped the run; its verdict is of no matter. */
function problemIn(out: string): string | undefined {
	const file = join(out, "verdict.json");
	if (!existsSync(file)) return "there was no verdict";
	const verdict: Verdict = JSON.parse(readFileSync(file, "utf8"));
	const [problem] = verdict.problems;
	return problem && [problem.message, ...(problem.tail ?? [])].join("\n");
}
