/**
 * Runs every mode with many flags on real profiles, and any flags on profiles
 * made at random, and compares what we print with what `go tool pprof` prints,
 * byte by byte: `npm run bench:parity`. Arguments: folders of other profiles
 * (`*.pb.gz`) instead of these, `--only=-tree` to run fewer, `--random=5000` and
 * `--seed=7` for more and other profiles at random.
 */
import { globSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { MODES } from "../../src/pprof/modes/report.ts";
import type { Profile } from "../../src/pprof/profile.ts";
import { pprofCommand } from "../support/pprof-flags.ts";
import { type Outcome, parityOutcome, RANDOM } from "./parity-outcome.ts";
import { parityRuns, type Run } from "./parity-runs.ts";
import { seeded } from "./random-profile.ts";
import { randomRun } from "./random-runs.ts";
import { table } from "./table.ts";

const OUTCOMES = ["same", "differs", "random", "visible", "both fail"] as const;
/** How many mismatches are shown of each mode. */
const SHOWN = 5;

const fixtures = fileURLToPath(
	new URL("../../fixtures/profiles", import.meta.url),
);
const args = process.argv.slice(2);
const only = argument("only") ?? "";
const outcomes: { mode: string; from: string; is: Outcome["is"] }[] = [];

const given = args.filter((one) => !one.startsWith("--"));
for (const folder of given.length > 0 ? given : [fixtures])
	await compareFolder(resolve(folder));
await compareRandom(given.length > 0 ? "0" : "1000");

const modes = Object.keys(MODES).map((mode) => `-${mode}`);
const places = [...new Set(outcomes.map(({ from }) => from))];
console.log(summary("mode", modes, "mode"));
console.log(summary("profiles", places, "from"));
console.log(`\nrandom: pprof differs from itself\n${RANDOM.map(({ why }) => `  ${why}`).join("\n")}
visible: names hold control characters, which only we make visible`);
process.exitCode = outcomes.some(({ is }) => is === "differs") ? 1 : 0;

async function compareFolder(folder: string): Promise<void> {
	const known = new Map<string, Profile>();
	const runs = parityRuns(globSync("**/*.pb.gz", { cwd: folder }).sort());
	const chosen = runs.filter((run) => run.join(" ").includes(only));
	for (let at = 0; at < chosen.length; at += 2)
		await Promise.all(
			chosen
				.slice(at, at + 2)
				.map((run) => compare(run, folder, basename(folder), known)),
		);
}

async function compareRandom(runs: string): Promise<void> {
	const scratch = mkdtempSync(`${tmpdir()}/parity-`);
	const random = seeded(Number(argument("seed") ?? 1));
	for (let left = Number(argument("random") ?? runs); left > 0; left--) {
		const { run, files } = randomRun(random, String(left));
		for (const [file, bytes] of files)
			writeFileSync(`${scratch}/${file}`, bytes);
		if (run.join(" ").includes(only))
			await compare(run, scratch, "made at random", new Map());
		for (const file of files.keys()) rmSync(`${scratch}/${file}`);
	}
	rmSync(scratch, { recursive: true });
}

async function compare(
	run: Run,
	folder: string,
	from: string,
	known: Map<string, Profile>,
): Promise<void> {
	const mode = `-${pprofCommand(run).mode}`;
	const outcome = await parityOutcome(run, folder, known);
	outcomes.push({ mode, from, is: outcome.is });
	if (outcome.is !== "differs") return;
	const before = outcomes.filter(
		(one) => one.mode === mode && one.is === "differs",
	).length;
	if (before > SHOWN) return;
	const [mine, its] = [outcome.ours.split("\n"), outcome.theirs.split("\n")];
	const at = its.findIndex((line, row) => line !== mine[row]);
	console.log(
		`differs: ${from}: pprof ${run.join(" ")}\n  line ${at + 1}\n  pprof: ${its[at]}\n  ours:  ${mine[at]}`,
	);
}

function summary(
	title: string,
	names: readonly string[],
	by: "mode" | "from",
): string {
	const row = (name: string) => {
		const own = outcomes.filter((one) => name === "all" || one[by] === name);
		const counts = OUTCOMES.map((is) => own.filter((one) => one.is === is));
		return [name, own.length, ...counts.map((ones) => ones.length)].map(String);
	};
	return `\n${table([[title, "runs", ...OUTCOMES], ...[...names, "all"].map(row)])}`;
}

function argument(name: string): string | undefined {
	return args
		.find((one) => one.startsWith(`--${name}=`))
		?.slice(name.length + 3);
}
