/**
 * Runs every mode with many flags on real profiles, and any flags on profiles
 * made at random, and compares what we print with what `go tool pprof` prints,
 * byte by byte: `npm run bench:parity`. More folders of profiles may be given as
 * arguments, `--only=-tree` to run fewer, `--random=5000` and `--seed=7` for
 * more and other profiles at random.
 */
import {
	globSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { Stop } from "../../src/model/problem.ts";
import { type Mode, report } from "../../src/pprof/modes/report.ts";
import type { Profile } from "../../src/pprof/profile.ts";
import { readProfile } from "../../src/pprof/read.ts";
import { pprofCommand } from "../support/pprof-flags.ts";
import { pprofSays } from "../support/pprof-oracle.ts";
import { parityRuns, type Run } from "./parity-runs.ts";
import { seeded } from "./random-profile.ts";
import { randomRun } from "./random-runs.ts";

/** Where pprof prints something else every time, and why. */
const RANDOM: readonly {
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

const fixtures = fileURLToPath(
	new URL("../../fixtures/profiles/", import.meta.url),
);
const args = process.argv.slice(2);
const only = argument("only") ?? "";
const folders = [fixtures, ...args.filter((one) => !one.startsWith("--"))];
const known = new Map<string, Profile>();
const counts = new Map<Mode, Counts>();

interface Counts {
	runs: number;
	differ: number;
	random: number;
	visible: number;
	fail: number;
}

for (const folder of folders) {
	const profiles = globSync("**/*.pb.gz", { cwd: folder }).sort();
	const runs = parityRuns(profiles).filter((run) =>
		run.join(" ").includes(only),
	);
	for (let at = 0; at < runs.length; at += 2)
		await Promise.all(
			runs.slice(at, at + 2).map((run) => compare(run, folder)),
		);
}

const scratch = mkdtempSync(`${tmpdir()}/parity-`);
const random = seeded(Number(argument("seed") ?? 1));
for (let left = Number(argument("random") ?? 1000); left > 0; left--) {
	const { run, files } = randomRun(random, String(left));
	for (const [file, bytes] of files) writeFileSync(`${scratch}/${file}`, bytes);
	if (run.join(" ").includes(only)) await compare(run, scratch);
	known.clear();
	for (const file of files.keys()) rmSync(`${scratch}/${file}`);
}
rmSync(scratch, { recursive: true });

let differ = 0;
for (const [mode, count] of counts) {
	differ += count.differ;
	console.log(
		`${mode}: ${count.runs} runs, ${count.differ} mismatches, ${count.random} where pprof differs from itself, ${count.visible} with control characters that only we make visible, ${count.fail} errors of both`,
	);
}
for (const { why } of RANDOM) console.log(`differs from itself: ${why}`);
process.exitCode = differ === 0 ? 0 : 1;

async function compare(run: Run, folder: string): Promise<void> {
	const { mode } = pprofCommand(run);
	const count = counts.get(mode) ?? {
		runs: 0,
		differ: 0,
		random: 0,
		visible: 0,
		fail: 0,
	};
	counts.set(mode, count);
	count.runs++;
	const theirs = (await pprofSays(mode, run, folder)) ?? FAILS;
	const ours = weSay(run, folder);
	if (ours === theirs) {
		if (ours === FAILS) count.fail++;
		return;
	}
	if (withControls(ours) === theirs) {
		count.visible++;
		return;
	}
	if (await isRandom(run, folder, ours)) {
		count.random++;
		return;
	}
	count.differ++;
	if (count.differ <= 5) {
		console.log(`differs: pprof ${run.join(" ")}`);
		const [mine, its] = [ours.split("\n"), theirs.split("\n")];
		const at = its.findIndex((line, row) => line !== mine[row]);
		console.log(`  line ${at + 1}`);
		console.log(`  pprof: ${its[at]}`);
		console.log(`  ours:  ${mine[at]}`);
	}
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
	const { mode } = pprofCommand(run);
	const texts = new Set<string>();
	for (let times = 0; times < TRIES && !texts.has(ours); times++)
		texts.add((await pprofSays(mode, run, folder)) ?? FAILS);
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

function weSay(run: Run, folder: string): string {
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
			{
				...options,
				sources: { folder: folder.replace(/\/$/, ""), read: textOf },
			},
		);
	} catch (error) {
		if (error instanceof Stop) return FAILS;
		throw error;
	}
}

function argument(name: string): string | undefined {
	return args
		.find((one) => one.startsWith(`--${name}=`))
		?.slice(name.length + 3);
}

function textOf(path: string): string | undefined {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return undefined;
	}
}
