import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildInto } from "./build.ts";

/**
 * Everything CI checks, each to its end, so that one run shows all that is
 * wrong. Each check counts as one, each test as one; the last line is plain.
 */
const scratch = mkdtempSync(join(tmpdir(), "leak-budget-check-"));
const tally = { passed: 0, failed: 0 };

check("lint and format", () =>
	run("biome", "check", "--error-on-warnings", "."),
);
check("types", () => run("tsc", "--noEmit"));
check(
	"Go format",
	() =>
		run("gofmt", "-l", "src/agent", "fixtures", "test") &&
		output("gofmt", "-l", "src/agent", "fixtures", "test") === "",
);
check(
	"README tables are those of action.yml and the schema (npm run docs)",
	() => run("node", "scripts/docs.ts", "--check"),
);
await buildInto(join(scratch, "dist"));
check("dist is built from these sources (npm run build)", () =>
	sameFiles("dist", join(scratch, "dist")),
);
// The end-to-end runs measure real services: they want the machine to themselves.
jest("unit tests", "--testPathIgnorePatterns", "/e2e/");
jest("end-to-end tests", "--runInBand", "/e2e/");

rmSync(scratch, { recursive: true, force: true });
process.exitCode = tally.failed === 0 ? 0 : 1;
console.log(`\n${tally.passed} passed, ${tally.failed} failed`);

function check(name: string, holds: () => boolean): void {
	const passed = holds();
	tally[passed ? "passed" : "failed"]++;
	console.log(`${passed ? "ok    " : "FAILED"} ${name}`);
}

function jest(name: string, ...words: readonly string[]): void {
	const report = join(scratch, "jest.json");
	const script = "node_modules/jest/bin/jest.js";
	const flags = [
		"--experimental-vm-modules",
		"--disable-warning=ExperimentalWarning",
	];
	const passed = run(
		"node",
		...flags,
		script,
		"--json",
		`--outputFile=${report}`,
		...words,
	);
	const counts = JSON.parse(readFileSync(report, "utf8"));
	rmSync(report);
	tally.passed += counts.numPassedTests;
	tally.failed += counts.numFailedTests + counts.numRuntimeErrorTestSuites;
	// A run that failed without a failed test (or that ran none) must not count as green.
	if ((!passed && counts.numFailedTests === 0) || counts.numTotalTests === 0)
		tally.failed++;
	console.log(
		`${passed ? "ok    " : "FAILED"} ${name}: ${counts.numPassedTests} of ${counts.numTotalTests}`,
	);
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
