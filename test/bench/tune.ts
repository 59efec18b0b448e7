import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { execa } from "execa";
import type { Verdict } from "../../src/model/verdict.ts";
import {
	copyFixture,
	type Fixture,
	fixturesIn,
} from "../support/fixture-folders.ts";
import { freshBundle } from "../support/fresh-bundle.ts";
import { stopWithUs } from "./stop-with-us.ts";
import { table } from "./table.ts";

/**
 * `npm run bench:tune -- [--repeat 10] [NAME…]`: tunes every service of
 * fixtures/services, one at a time. A healthy one must be tuned, every line of
 * its file kept to the byte, and then pass so many runs. A leaking one must be
 * refused with its file untouched, and fail as many runs as a leak by the
 * budgets that its healthy twin was tuned to. Exit 1 where one did not.
 */

/** Out of the way of tests, of runs by hand and of other benchmarks. */
const PORT_SHIFT = 14_000;

/** The healthy twin of send-blocked, and a small service like the other leaking ones. */
const TWIN = "send-blocked-mended";

const { values, positionals } = parseArgs({
	options: { repeat: { type: "string", default: "10" } },
	allowPositionals: true,
});
const repeat = Number(values.repeat);
if (!Number.isInteger(repeat) || repeat < 1)
	throw new Error("--repeat takes a number of times");
const all = fixturesIn("services");
const named = all.filter(
	({ name }) => positionals.length === 0 || positionals.includes(name),
);
const scratch = mkdtempSync(join(tmpdir(), "leak-budget-tune-"));
const signal = stopWithUs();
const cli = await freshBundle(scratch);
const surprises: string[] = [];
const rows: (readonly string[])[] = [];

const twin = all.find(({ name }) => name === TWIN);
if (!twin) throw new Error(`there is no ${TWIN}`);
let budgets = "";
for (const fixture of [twin, ...named.filter((one) => one !== twin)]) {
	const isHealthy = fixture.expected.outcome === "pass";
	rows.push(await (isHealthy ? healthy(fixture) : leaking(fixture)));
	console.error(rows.at(-1)?.join("  "));
}
console.log(
	table([["fixture", "expected", "tune", "runs as expected"], ...rows]),
);
for (const surprise of surprises) console.log(surprise);
if (surprises.length === 0) rmSync(scratch, { recursive: true });
else process.exitCode = 1;

async function healthy(fixture: Fixture): Promise<readonly string[]> {
	const { folder, file } = copied(fixture);
	const before = readFileSync(file, "utf8");
	const tuned = await leakBudget(folder, "tune", "--quiet");
	const after = readFileSync(file, "utf8");
	expectThat(fixture, tuned.exitCode === 0, `tune: ${tuned.stdout}`);
	expectThat(fixture, isWithin(before, after), `not all kept: ${after}`);
	if (fixture === twin) budgets = after.slice(before.length);
	const right = await runs(
		fixture,
		folder,
		({ outcome }) => outcome === "pass",
	);
	return [fixture.name, "pass", `exit ${tuned.exitCode}`, right];
}

async function leaking(fixture: Fixture): Promise<readonly string[]> {
	const { folder, file } = copied(fixture);
	const before = readFileSync(file);
	const tuned = await leakBudget(folder, "tune", "--quiet");
	expectThat(fixture, tuned.exitCode === 1, `tune: ${tuned.stdout}`);
	expectThat(fixture, readFileSync(file).equals(before), "its file changed");
	writeFileSync(file, `${before}${budgets}`);
	const right = await runs(
		fixture,
		folder,
		({ outcome, findings }) =>
			outcome === "fail" &&
			findings.some((one) => one.outcome === "over" && one.kind === "leak"),
	);
	return [fixture.name, "fail", `exit ${tuned.exitCode}`, right];
}

async function runs(
	fixture: Fixture,
	folder: string,
	isRight: (verdict: Verdict) => boolean,
): Promise<string> {
	let right = 0;
	for (let turn = 1; turn <= repeat; turn++) {
		const { stdout } = await leakBudget(folder, "run", "--format", "json");
		const verdict = JSON.parse(stdout) as Verdict;
		if (isRight(verdict)) right++;
		else expectThat(fixture, false, `turn ${turn}: ${told(verdict)}`);
	}
	return `${right} of ${repeat}`;
}

function told({ outcome, findings, problems }: Verdict): string {
	return JSON.stringify({
		outcome,
		findings: findings.map(
			({ metric, limit, outcome: own, kind, rounds }) =>
				`${metric} ${limit.text} ${own} (${kind}): ${rounds.map(({ growth }) => growth)}`,
		),
		problems,
	});
}

function copied(fixture: Fixture): {
	readonly folder: string;
	readonly file: string;
} {
	const folder = join(scratch, fixture.name);
	copyFixture(fixture, folder, PORT_SHIFT);
	return { folder, file: join(folder, "leak-budget.yml") };
}

async function leakBudget(folder: string, ...words: readonly string[]) {
	return execa(process.execPath, [cli, ...words], {
		cwd: folder,
		reject: false,
		cancelSignal: signal,
		// The CLI ends the service first, which may take as long as its stop timeout.
		forceKillAfterDelay: 20_000,
	});
}

/** Whether every line of the one is in the other, to the byte and in order. */
function isWithin(before: string, after: string): boolean {
	const left = before.split("\n");
	for (const line of after.split("\n")) if (line === left[0]) left.shift();
	return left.length === 0;
}

function expectThat(fixture: Fixture, holds: boolean, what: string): void {
	if (!holds) surprises.push(`${fixture.name} (${scratch}): ${what}`);
}
