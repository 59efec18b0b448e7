import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Verdict } from "../../src/model/verdict.ts";
import { buildBinaries, copyCorpus } from "../accuracy/binaries.ts";
import { EXPECTED_DIAGNOSES } from "../accuracy/expected-diagnoses.ts";
import { runSubject } from "../accuracy/subject-run.ts";
import { listSubjects } from "../accuracy/subjects.ts";
import { fixturesIn } from "../support/fixture-folders.ts";
import { runFixture } from "../support/fixture-run.ts";
import { freshBundle } from "../support/fresh-bundle.ts";
import { twoAtATime } from "../support/two-at-a-time.ts";
import { stopWithUs } from "./stop-with-us.ts";
import { table } from "./table.ts";

/**
 * `npm run bench:catalogue -- [--only REGEX]`: runs every service of
 * fixtures/services and every case of the corpus once, without the mended
 * twins, two at a time, and prints which signature the catalogue gave to the
 * first culprit of those that leak; to the others it may give none. Exit 1
 * where one was wrong; what such a run left is kept.
 */

const { values } = parseArgs({
	options: { only: { type: "string", default: "" } },
});
const only = new RegExp(values.only);

interface Service {
	readonly name: string;
	readonly leaks: boolean;
	readonly run: (folder: string) => Promise<{ readonly verdict: Verdict }>;
}

const scratch = mkdtempSync(join(tmpdir(), "leak-budget-catalogue-"));
const signal = stopWithUs();
const cli = await freshBundle(scratch);
const services = [...fixtures(), ...(await cases())].filter(({ name }) =>
	only.test(name),
);
if (services.length === 0) throw new Error(`nothing is called ${values.only}`);

const beganMs = performance.now();
const results = await Promise.all(twoAtATime(services, look));
const rows = results.toSorted((a, b) => Number(b.leaks) - Number(a.leaks));
console.log(
	table([
		["service", "leaks", "expected", "given", ""],
		...rows.map(({ name, leaks, expected, given, isRight }) => [
			name,
			leaks ? "yes" : "no",
			expected.join(" or ") || "none",
			given ?? "none",
			isRight ? "right" : "WRONG",
		]),
	]),
);
const right = results.filter(({ isRight }) => isRight).length;
console.log(
	`\n${right} of ${results.length} services right, in ${((performance.now() - beganMs) / 60_000).toFixed(1)} min`,
);
const isAllRight = right === results.length;
if (isAllRight || signal.aborted) rmSync(scratch, { recursive: true });
else console.log(`what the wrong ones left: ${scratch}`);
if (!signal.aborted) process.exitCode = isAllRight ? 0 : 1;

async function look({ name, leaks, run }: Service, lane: number) {
	const folder = join(scratch, `${name.replaceAll(/\W+/g, "-")}-${lane}`);
	const { verdict } = await run(folder);
	const given = verdict.culprits[0]?.diagnosis?.id;
	const expected = leaks ? (EXPECTED_DIAGNOSES[caseName(name)] ?? []) : [];
	const isRight =
		given === undefined
			? expected.length === 0 && verdict.culprits.length === 0
			: expected.includes(given);
	if (isRight) rmSync(folder, { recursive: true, force: true });
	console.error(`${isRight ? "right" : `WRONG, ${folder}`}: ${name}`);
	return { name, leaks, expected, given, isRight };
}

function caseName(name: string): string {
	return name.replace("fixture ", "");
}

function fixtures(): readonly Service[] {
	return fixturesIn("services").map((fixture) => ({
		name: `fixture ${fixture.name}`,
		leaks: fixture.expected.outcome === "fail",
		// Out of the way of tests, of runs by hand and of bench:fixtures.
		run: (folder) =>
			runFixture(fixture, { cli, folder, portShift: 14_000, signal }),
	}));
}

async function cases(): Promise<readonly Service[]> {
	const folder = join(scratch, "corpus");
	const goroot = execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" });
	copyCorpus(goroot.trim(), folder);
	const binaries = await buildBinaries(["cases"], { cli, folder, signal });
	return listSubjects(binaries.cases)
		.filter(
			({ words, binary }) => !words.includes("-mended") && binary !== "race",
		)
		.map((subject) => ({
			name: subject.name,
			leaks: subject.leaks === true,
			run: (folder) => runSubject(subject, { cli, binaries, folder, signal }),
		}));
}
