import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Fixture, fixturesIn } from "../support/fixture-folders.ts";
import { runFixture, surprisesOf } from "../support/fixture-run.ts";
import { freshBundle } from "../support/fresh-bundle.ts";
import { median } from "./median.ts";
import { peakMemory } from "./peak-memory.ts";
import { stopWithUs } from "./stop-with-us.ts";
import { table } from "./table.ts";

/**
 * `npm run bench:overhead`: what a passing run costs beyond build, start and
 * load, what `--version` costs beyond Node itself, and the memory of the tool
 * on the demo. Exit 1 where a limit is broken. Wants the machine to itself.
 */

const HEALTHY = ["plain", "keep-alive-client"];
const RUNS = 5;
const MOST_OVERHEAD_MS = 4_000;

const STARTS = 20;
const MOST_START_RATIO = 2.5;

const MOST_MEMORY_BYTES = 150 * 1_000_000;

/** Out of the way of tests and of runs by hand. */
const PORT_SHIFT = 10_000;

const scratch = mkdtempSync(join(tmpdir(), "leak-budget-bench-"));
const signal = stopWithUs();
const verdicts: boolean[] = [];
try {
	const cli = await freshBundle(scratch);
	await overheadOfHealthyRuns(cli);
	startTime(cli);
	await memoryOfTheDemo(cli);
} finally {
	rmSync(scratch, { recursive: true });
}
process.exitCode = verdicts.every(Boolean) ? 0 : 1;

async function overheadOfHealthyRuns(cli: string): Promise<void> {
	const fixtures = HEALTHY.map(healthyFixture);
	const head = [
		"fixture",
		"whole",
		"build",
		"start",
		"load",
		"beyond",
		"share",
	];
	const rows: (readonly string[])[] = [];
	const medians: number[] = [];
	for (const fixture of fixtures) {
		const runs: Awaited<ReturnType<typeof timed>>[] = [];
		for (let turn = 0; turn < RUNS; turn++)
			runs.push(await timed(cli, fixture, turn));
		const middle = (phase: keyof (typeof runs)[number]) =>
			median(runs.map((run) => run[phase]));
		const share = Math.round((100 * middle("beyond")) / middle("total"));
		medians.push(middle("beyond"));
		rows.push([
			fixture.name,
			seconds(middle("total")),
			seconds(middle("build")),
			seconds(middle("ready")),
			seconds(middle("load")),
			seconds(middle("beyond")),
			`${share} %`,
		]);
	}
	console.log(table([head, ...rows]));
	limit(
		`a passing run beyond build, start and load, median of ${RUNS}: ${medians.map(seconds).join(" and ")}`,
		seconds(MOST_OVERHEAD_MS),
		medians.every((ms) => ms <= MOST_OVERHEAD_MS),
	);
}

function healthyFixture(name: string): Fixture {
	const fixture = fixturesIn("services").find((one) => one.name === name);
	if (fixture?.expected.outcome !== "pass")
		throw new Error(`there is no healthy fixture ${name}`);
	return fixture;
}

/** Milliseconds by phase of one run, which must pass. */
async function timed(cli: string, fixture: Fixture, turn: number) {
	const run = await runFixture(fixture, {
		cli,
		folder: join(scratch, `${fixture.name}-${turn}`),
		portShift: PORT_SHIFT,
		signal,
	});
	const surprises = surprisesOf(run);
	if (surprises.length > 0)
		throw new Error(`${fixture.name}: ${surprises.join("; ")}`);
	const { total = 0, build = 0, ready = 0, load = 0 } = run.verdict.timings;
	return { total, build, ready, load, beyond: total - build - ready - load };
}

function startTime(cli: string): void {
	const ours: number[] = [];
	const node: number[] = [];
	// Side by side, so that a bad moment of the machine hits both alike.
	for (let turn = 0; turn < STARTS; turn++) {
		ours.push(startMs([cli, "--version"]));
		node.push(startMs(["-e", "0"]));
	}
	const ratio = median(ours) / median(node);
	limit(
		`--version, median of ${STARTS}: ${median(ours).toFixed(0)} ms, ${ratio.toFixed(2)} times the ${median(node).toFixed(0)} ms of node -e 0`,
		`${MOST_START_RATIO} times`,
		ratio <= MOST_START_RATIO,
	);
}

function startMs(words: readonly string[]): number {
	const beganMs = performance.now();
	const { status } = spawnSync(process.execPath, words, { stdio: "ignore" });
	if (status !== 0) throw new Error(`node ${words.join(" ")} failed`);
	return performance.now() - beganMs;
}

async function memoryOfTheDemo(cli: string): Promise<void> {
	const words = [cli, "demo", "--quiet", "--out", join(scratch, "demo")];
	const bytes = await peakMemory(words, { signal, scratch });
	limit(
		`memory of the tool on the demo, at most at once: ${megabytes(bytes)}`,
		megabytes(MOST_MEMORY_BYTES),
		bytes < MOST_MEMORY_BYTES,
	);
}

function limit(what: string, most: string, holds: boolean): void {
	verdicts.push(holds);
	console.log(`${holds ? "ok    " : "BROKEN"} ${what} (limit ${most})`);
}

function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(2)} s`;
}

function megabytes(bytes: number): string {
	return `${Math.round(bytes / 1_000_000)} MB`;
}
