import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { downloadAll } from "../test/support/downloads.ts";
import { buildInto } from "./build.ts";
import { failedTests, type JestReport } from "./failed-tests.ts";

/**
 * Everything CI checks, each to its end, so that one run shows all that is
 * wrong. Each check counts as one, each test as one. What failed is said again
 * at the end, for a log may be cut from its beginning; the last line is plain.
 */
const scratch = mkdtempSync(join(tmpdir(), "leak-budget-check-"));
const tally = { passed: 0, failed: 0 };
const failures: string[] = [];
/** Where all tests of a file fail, they say the same. */
const MOST_IN_FULL = 10;

await check("lint and format", () =>
	run("biome", "check", "--error-on-warnings", "."),
);
await check("types", () => run("tsc", "--noEmit"));
await check(
	"Go format",
	() =>
		run("gofmt", "-l", "src/agent", "fixtures", "test") &&
		output("gofmt", "-l", "src/agent", "fixtures", "test") === "",
);
await check(
	"README tables are those of action.yml and the schema (npm run docs)",
	() => run("node", "scripts/docs.ts", "--check"),
);
await check("dist is built from these sources (npm run build)", async () => {
	await buildInto(join(scratch, "dist"));
	return sameFiles("dist", join(scratch, "dist"));
});
await check("what the tests need of the network is here", () => {
	downloadAll();
	return true;
});
await jest("unit tests", "--testPathIgnorePatterns", "/e2e/");
// The end-to-end runs measure real services: they want the machine to themselves.
await jest("end-to-end tests", "--runInBand", "/e2e/");

rmSync(scratch, { recursive: true, force: true });
process.exitCode = tally.failed === 0 ? 0 : 1;
for (const [index, failure] of failures.entries())
	console.log(
		`\nFAILED ${index < MOST_IN_FULL ? failure : firstLine(failure)}`,
	);
console.log(`\n${tally.passed} passed, ${tally.failed} failed`);

async function check(
	name: string,
	holds: () => boolean | Promise<boolean>,
): Promise<void> {
	try {
		if (await holds()) {
			tally.passed++;
			console.log(`ok     ${name}`);
		} else fail(name);
	} catch (error) {
		fail(`${name}: ${error}`);
	}
}

function fail(what: string): void {
	tally.failed++;
	failures.push(what);
	console.log(`FAILED ${what}`);
}

async function jest(name: string, ...words: readonly string[]): Promise<void> {
	const report = join(scratch, `${name}.json`);
	const script = "node_modules/jest/bin/jest.js";
	const flags = [
		// On processors with protection keys V8 loses track of its code pages now and then, and ends the run.
		"--no-memory-protection-keys",
		"--experimental-vm-modules",
		"--disable-warning=ExperimentalWarning",
	];
	await check(`${name} run to their end`, () => {
		const passed = run(
			"node",
			...flags,
			script,
			"--json",
			`--outputFile=${report}`,
			...words,
		);
		const counts: JestReport = JSON.parse(readFileSync(report, "utf8"));
		tally.passed += counts.numPassedTests;
		const failed = failedTests(counts);
		for (const one of failed) fail(one);
		// A run that failed without a failed test (or that ran none) must not count as green.
		return passed ? counts.numTotalTests > 0 : failed.length > 0;
	});
}

function firstLine(text: string): string {
	return text.split("\n", 1)[0] ?? "";
}

function run(command: string, ...words: readonly string[]): boolean {
	return (
		spawnSync(command, words, { stdio: ["ignore", "inherit", "inherit"] })
			.status === 0
	);
}

function output(command: string, ...words: readonly string[]): string {
	return spawnSync(command, words, { encoding: "utf8" }).stdout.trim();
}

function sameFiles(one: string, other: string): boolean {
	const list = (folder: string) =>
		readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name).slice(folder.length));
	const files = list(one).toSorted();
	if (files.join() !== list(other).toSorted().join()) return false;
	return files.every((file) =>
		readFileSync(one + file).equals(readFileSync(other + file)),
	);
}
