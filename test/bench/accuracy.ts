import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildBinaries, copyCorpus } from "../accuracy/binaries.ts";
import { busyCore } from "../accuracy/busy-core.ts";
import { shuffled } from "../accuracy/draw.ts";
import { EXCLUDED, kernels } from "../accuracy/kernels.ts";
import { accuracyReport } from "../accuracy/report.ts";
import { scoresOf } from "../accuracy/runs.ts";
import { isRight } from "../accuracy/score.ts";
import type { Subject } from "../accuracy/subject.ts";
import { listSubjects } from "../accuracy/subjects.ts";
import { freshBundle } from "../support/fresh-bundle.ts";
import { stopWithUs } from "./stop-with-us.ts";

/**
 * `npm run bench:accuracy -- [--repeat 5] [--only REGEX] [--seed S] [--minutes M] [--busy] [--save NAME]`:
 * runs the corpus, two services side by side, and prints who was right: us, and
 * what others would have said after the same load. `--seed` orders the cases
 * anew, `--minutes` ends the run, `--busy` keeps one core busy beside it,
 * `--save` writes the report to test/accuracy/results/. Exit 1 where a verdict
 * was wrong; what such a run left is kept.
 */

const RESULTS = fileURLToPath(new URL("../accuracy/results", import.meta.url));

const { values } = parseArgs({
	options: {
		repeat: { type: "string", default: "1" },
		only: { type: "string", default: "" },
		seed: { type: "string" },
		minutes: { type: "string" },
		busy: { type: "boolean", default: false },
		save: { type: "string" },
	},
});
const repeat = Number(values.repeat);
const minutes = Number(values.minutes ?? Number.POSITIVE_INFINITY);
if (!Number.isInteger(repeat) || repeat < 1)
	throw new Error("--repeat takes a number of times");
if (!(minutes > 0)) throw new Error("--minutes takes a number of minutes");

const scratch = mkdtempSync(join(tmpdir(), "leak-budget-accuracy-"));
const signal = stopWithUs();
const cli = await freshBundle(scratch);
const folder = join(scratch, "corpus");
const goroot = go("env", "GOROOT");
copyCorpus(goroot, folder);
const place = { cli, folder, signal };
const binaries = await buildBinaries(["cases", "kernels"], place);
const leftOut = new Map(Object.entries(EXCLUDED));
const wanted = chosen([...listSubjects(binaries.cases), ...kernels(goroot)]);
const subjects = await withRaceDetector(wanted);
if (subjects.length === 0) throw new Error(`nothing is called ${values.only}`);

const beganMs = performance.now();
const idle = values.busy ? busyCore() : () => {};
const scores = await scoresOf(subjects, {
	cli,
	binaries,
	scratch,
	repeat,
	deadlineMs: beganMs + minutes * 60_000,
	signal,
	onScore: ({ name, result, seconds }) =>
		console.error(`${result}: ${name} (${seconds.toFixed(1)} s)`),
}).finally(idle);

const tookMinutes = ((performance.now() - beganMs) / 60_000).toFixed(1);
const report = [
	accuracyReport(scores),
	...[...leftOut].map(([name, why]) => `left out: ${name}: ${why}`),
	"",
	`${scores.length} runs of ${subjects.length} cases in ${tookMinutes} min`,
].join("\n");
console.log(report);
if (values.save !== undefined && !signal.aborted) save(values.save, report);
const isAllRight = scores.every(isRight);
if (isAllRight || signal.aborted) rmSync(scratch, { recursive: true });
else console.log(`what the wrong ones left: ${scratch}`);
if (!signal.aborted) process.exitCode = isAllRight ? 0 : 1;

function chosen(all: readonly Subject[]): readonly Subject[] {
	const only = new RegExp(values.only);
	const some = all.filter(({ name }) => only.test(name));
	return values.seed === undefined ? some : shuffled(some, values.seed);
}

/** The race detector takes a C compiler: without one, those that need it are left out. */
async function withRaceDetector(
	some: readonly Subject[],
): Promise<readonly Subject[]> {
	const raced = some.filter(({ binary }) => binary === "race");
	if (raced.length === 0) return some;
	try {
		await buildBinaries(["race"], place);
		return some;
	} catch (error) {
		if (signal.aborted) throw error;
		for (const { name } of raced) leftOut.set(name, (error as Error).message);
		return some.filter(({ binary }) => binary !== "race");
	}
}

function save(name: string, report: string): void {
	const date = new Date().toISOString().slice(0, 10);
	const machine = `${go("env", "GOVERSION")}, ${process.platform}/${process.arch}, ${cpus().length} cores`;
	const words = process.argv.slice(2).join(" ");
	mkdirSync(RESULTS, { recursive: true });
	const file = join(RESULTS, `${name}.txt`);
	writeFileSync(
		file,
		`${date}, ${machine}\nnpm run bench:accuracy -- ${words}\n\n${report}\n`,
	);
	console.log(`written to ${file}`);
}

function go(...words: readonly string[]): string {
	return execFileSync("go", words, { encoding: "utf8" }).trim();
}
