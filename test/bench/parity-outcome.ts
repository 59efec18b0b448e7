import { readFileSync } from "node:fs";
import { Stop } from "../../src/model/problem.ts";
import { report } from "../../src/pprof/modes/report.ts";
import type { Profile } from "../../src/pprof/profile.ts";
import { readProfile } from "../../src/pprof/read.ts";
import { pprofCommand } from "../support/pprof-flags.ts";
import { pprofSays } from "../support/pprof-oracle.ts";
import type { Run } from "./parity-runs.ts";

/**
 * What became of one run. `random`: pprof itself prints something else every
 * time. `visible`: names hold control characters, which only we make visible.
 */
export type Outcome =
	| { readonly is: "same" | "both fail" | "random" | "visible" }
	| { readonly is: "differs"; readonly ours: string; readonly theirs: string };

/** Where pprof prints something else every time, and why. */
export const RANDOM: readonly {
	readonly why: string;
	readonly can: (run: Run) => boolean;
}[] = [
	{
		why: "-files: rows with the same text and flat (pprof keeps functions' start lines apart) come in the random order of its hash map",
		can: (run) => run.includes("-files"),
	},
	{
		why: "tree, peek: calls of opposite weights (+5, -5) come in the random order of its hash map",
		can: ([mode = ""]) => /^-(tree|peek)/.test(mode),
	},
];
const TRIES = 40;
const FAILS = "(fails)\n";

/** Runs `go tool pprof` and ourselves in the folder of the profiles; `known` keeps those that were read. */
export async function parityOutcome(
	run: Run,
	folder: string,
	known: Map<string, Profile>,
): Promise<Outcome> {
	const ours = weSay(run, folder, known);
	const theirs = await theySay(run, folder);
	if (ours === theirs) return { is: ours === FAILS ? "both fail" : "same" };
	if (withControls(ours) === theirs) return { is: "visible" };
	if (await isRandom(run, folder, ours)) return { is: "random" };
	return { is: "differs", ours, theirs };
}

function weSay(run: Run, folder: string, known: Map<string, Profile>): string {
	const { mode, options, sources, base, diffBase } = pprofCommand(run);
	const read = (file: string) => {
		const path = `${folder}/${file}`;
		const profile = known.get(path) ?? readProfile(readFileSync(path));
		known.set(path, profile);
		return profile;
	};
	try {
		return report(
			mode,
			{ sources: sources.map(read), base: base.map(read), diffBase },
			{ ...options, sources: { folder, read: textOf } },
		);
	} catch (error) {
		if (error instanceof Stop) return FAILS;
		throw error;
	}
}

async function theySay(run: Run, folder: string): Promise<string> {
	const { mode } = pprofCommand(run);
	return (await pprofSays(mode, run, folder)) ?? FAILS;
}

/** As it were if we printed control characters of names as they are. */
function withControls(text: string): string {
	return text.replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4}))/g, (_, x, u) =>
		String.fromCharCode(Number.parseInt(x ?? u, 16)),
	);
}

/**
 * Whether pprof's output changes from run to run. Then ours must be one of them,
 * or have the lines of one of them but for the running sum, or pprof must also
 * change which lines it prints.
 */
async function isRandom(
	run: Run,
	folder: string,
	ours: string,
): Promise<boolean> {
	if (!RANDOM.some(({ can }) => can(run))) return false;
	const texts = new Set<string>();
	for (let times = 0; times < TRIES && !texts.has(ours); times++)
		texts.add(await theySay(run, folder));
	if (texts.has(ours)) return true;
	if (texts.size === 1) return false;
	const contents = new Set([...texts].map(unordered));
	return contents.has(unordered(ours)) || contents.size > 1;
}

/** The lines without their order and the column that depends on it. */
function unordered(text: string): string {
	return text
		.split("\n")
		.map((line) => line.replace(/^( *\S+ +\S+%) +\S+%/, "$1"))
		.sort()
		.join("\n");
}

function textOf(path: string): string | undefined {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return undefined;
	}
}
