import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Fixture, fixturesIn } from "../support/fixture-folders.ts";
import {
	type FixtureRun,
	isRightCulprit,
	runFixture,
	surprisesOf,
} from "../support/fixture-run.ts";
import { freshBundle } from "../support/fresh-bundle.ts";
import { twoAtATime } from "../support/two-at-a-time.ts";
import { median } from "./median.ts";
import { stopWithUs } from "./stop-with-us.ts";
import { table } from "./table.ts";

/**
 * `npm run bench:fixtures -- [--repeat 10] [NAME…]`: runs every fixture that
 * often, two at a time, and prints how often each got the verdict and the first
 * culprit of its expected.json. Exit 1 if any run did not; what such a run left
 * is kept.
 */

/** Out of the way of tests, of runs by hand, and of the same fixture in the other lane. */
const PORT_SHIFTS = [10_000, 12_000];

const { values, positionals } = parseArgs({
	options: { repeat: { type: "string", default: "10" } },
	allowPositionals: true,
});
const repeat = Number(values.repeat);
const all = [...fixturesIn("services"), ...fixturesIn("builds")];
const fixtures = all.filter(
	({ name }) => positionals.length === 0 || positionals.includes(name),
);
if (!Number.isInteger(repeat) || repeat < 1)
	throw new Error("--repeat takes a number of times");
if (fixtures.length === 0) throw new Error(`there is no ${positionals}`);

const scratch = mkdtempSync(join(tmpdir(), "leak-budget-bench-"));
const signal = stopWithUs();
const cli = await freshBundle(scratch);

/** All of one turn, then the next, so that a bad moment of the machine hits all alike. */
const turns = Array.from({ length: repeat }, (_, turn) =>
	fixtures.map((fixture) => ({ fixture, turn })),
).flat();
const results = await Promise.all(
	twoAtATime(turns, async ({ fixture, turn }, lane) => {
		const folder = join(scratch, `${fixture.name}-${turn + 1}`);
		const run = await runFixture(fixture, {
			cli,
			folder,
			portShift: PORT_SHIFTS[lane] ?? 0,
			signal,
		});
		const surprises = surprisesOf(run);
		for (const surprise of surprises)
			console.error(
				`${fixture.name}, turn ${turn + 1}: ${surprise} (${folder})`,
			);
		if (surprises.length === 0)
			rmSync(folder, { recursive: true, force: true });
		return { run, surprises };
	}),
);

const rows = fixtures.map((fixture) =>
	row(
		fixture,
		results.flatMap(({ run }) => (run.fixture === fixture ? run : [])),
	),
);
const head = ["fixture", "expected", "given", "first culprit right", "median"];
console.log(table([head, ...rows]));
const right = results.filter(({ surprises }) => surprises.length === 0).length;
console.log(
	`\n${right} of ${results.length} runs as expected: ${fixtures.length} fixtures, ${repeat} times each`,
);
if (right === results.length) rmSync(scratch, { recursive: true });
process.exitCode = right === results.length ? 0 : 1;

function row(fixture: Fixture, runs: readonly FixtureRun[]): readonly string[] {
	const given = (["pass", "fail", "undecided"] as const).flatMap((outcome) => {
		const ones = runs.filter(({ verdict }) => verdict.outcome === outcome);
		return ones.length > 0 ? `${outcome} ×${ones.length}` : [];
	});
	const right = runs.filter(isRightCulprit).length;
	return [
		fixture.name,
		fixture.expected.outcome,
		given.join(", "),
		fixture.expected.culprit === undefined
			? "none to name"
			: `${right} of ${runs.length}`,
		`${(median(runs.map(({ ms }) => ms)) / 1000).toFixed(1)} s`,
	];
}
