import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Plan } from "../../model/plan.ts";
import { readRegularFile } from "../regular-file.ts";
import { textsIn } from "../texts-in.ts";

/** What tells why a service has no agent, as far as it is cheap to know. */
export interface BuildFacts {
	readonly build?: string;
	readonly run: string;
	readonly makefile?: string;
	readonly binary?: BinaryFacts;
}

export interface BinaryFacts {
	/** As `service.run` names it. */
	readonly path: string;
	readonly go: boolean;
	readonly net: boolean;
	readonly agent: boolean;
	/** It was there before the build, and the build left it. */
	readonly stale: boolean;
}

/** `builtAt`: epoch milliseconds at which the build started. */
export async function buildFacts(
	plan: Plan,
	builtAt: number | undefined,
): Promise<BuildFacts> {
	const { build, run, cwd } = plan.service;
	const makefile = readMakefile(cwd);
	const binary = await readBinary(run, cwd, builtAt);
	return {
		run,
		...(build !== undefined && { build }),
		...(makefile !== undefined && { makefile }),
		...(binary !== undefined && { binary }),
	};
}

const MOST_MAKEFILE_BYTES = 1024 * 1024;

function readMakefile(cwd: string): string | undefined {
	for (const name of ["GNUmakefile", "makefile", "Makefile"]) {
		try {
			const bytes = readRegularFile(resolve(cwd, name), MOST_MAKEFILE_BYTES);
			return bytes.toString("utf8");
		} catch {
			// Not there, or none that tells why.
		}
	}
	return undefined;
}

async function readBinary(
	run: string,
	cwd: string,
	builtAt: number | undefined,
): Promise<BinaryFacts | undefined> {
	const path = programOf(run);
	if (path === undefined) return undefined;
	const file = resolve(cwd, path);
	const found = await stat(file).catch(absent);
	if (!found?.isFile()) return undefined;
	const has = await textsIn(file, Object.values(marks));
	return {
		path,
		go: has.has(marks.go),
		net: has.has(marks.net),
		agent: has.has(marks.agent),
		// File systems may keep whole seconds only.
		stale: builtAt !== undefined && found.mtimeMs < builtAt - 1_000,
	};
}

/** Function names outlive `-s -w`, for the runtime itself needs them. */
const marks = {
	go: "runtime.gopark",
	net: "net.(*netFD)",
	agent: "net.leakBudget",
} as const;

/** The first word that is a path: not a variable, not a builtin, not found through PATH. */
export function programOf(run: string): string | undefined {
	const words = run.trim().split(/\s+/);
	const program = words.find((word) => word !== "exec" && !/^\w+=/.test(word));
	const bare = program?.replace(/^(['"])(.*)\1$/, "$2");
	return bare?.includes("/") === true ? bare : undefined;
}

/** Whatever cannot be read cannot tell why. */
function absent(): undefined {
	return undefined;
}
