import {
	cpSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, jest, test } from "@jest/globals";
import { execa } from "execa";
import { freePort } from "../support/free-port.ts";
import { freshBundle } from "../support/fresh-bundle.ts";
import { scratchFolder } from "../support/scratch.ts";

jest.setTimeout(600_000);
const PLAIN = fileURLToPath(
	new URL("../../fixtures/services/plain", import.meta.url),
);
const scratch = scratchFolder();
let cli = "";
beforeAll(async () => {
	cli = await freshBundle(join(scratch, "bundle"));
});

/** A copy of the plain service as somebody has it who never heard of us. */
function repository(name: string): string {
	const folder = join(scratch, name);
	cpSync(PLAIN, folder, {
		recursive: true,
		filter: (path) =>
			!["leak-budget.yml", "expected.json", "bin", ".leak-budget"].includes(
				basename(path),
			),
	});
	return folder;
}

const leakBudget = (cwd: string, ...words: readonly string[]) =>
	execa(process.execPath, [cli, ...words], {
		cwd,
		reject: false,
		stdin: "ignore",
	});

test("init writes what a run takes as it is, and never writes again", async () => {
	const folder = repository("fresh");
	await execa("git", ["init", "--quiet"], { cwd: folder });
	writeFileSync(join(folder, ".gitignore"), "bin/\n.github/workflows/\n");
	const port = String(await freePort());
	const made = await leakBudget(folder, "init", "--yes", "--port", port);
	expect(made.stderr).toBe("");
	expect(made.stdout).toContain(
		"Written: .github/leak-budget.yml and .github/workflows/leak-budget.yml.",
	);
	expect(made.stdout).toContain(
		"Git ignores .github/workflows/leak-budget.yml: commit with",
	);
	expect(made.stdout).not.toContain(".gitignore");
	// As it was started, not as somebody with it on PATH would.
	expect(made.stdout).toContain(
		`Next: node ${cli} doctor --start, then node ${cli} run.`,
	);
	expect(made.exitCode).toBe(0);

	const doctor = await leakBudget(folder, "doctor", "--build");
	expect(doctor.stdout).toMatch(
		/^ok +build +bin\/quotes has the agent in it$/m,
	);
	expect(doctor.stdout).toMatch(/^ok +port +\d+ is free$/m);
	expect(doctor.stdout).toMatch(/^ok +workflow +.*may write/m);
	expect(doctor.stdout).not.toMatch(/^(problem|warning)/m);
	expect(doctor.exitCode).toBe(0);

	const run = await leakBudget(folder, "run", "--quiet");
	expect(run.stdout).toMatch(/^✓ quotes is within budget/);
	expect(run.exitCode).toBe(0);

	const file = join(folder, ".github/leak-budget.yml");
	writeFileSync(file, "mine");
	const again = await leakBudget(folder, "init", "--yes");
	expect(again.stderr).toContain(".github/leak-budget.yml is there already");
	expect(again.exitCode).toBe(2);
	expect(readFileSync(file, "utf8")).toBe("mine");
});

test("a dry run shows both files and writes none", async () => {
	const folder = repository("dry");
	const { stdout, exitCode } = await leakBudget(folder, "init", "--dry-run");
	expect(stdout).toContain("run: bin/quotes -addr 127.0.0.1:8080");
	expect(stdout).toContain("persist-credentials: false");
	expect(exitCode).toBe(0);
	expect(readdirSync(folder).toSorted()).toEqual(["go.mod", "main.go"]);
});

test("without a terminal, what is missing is named with its flag", async () => {
	const folder = join(scratch, "silent");
	mkdirSync(folder);
	writeFileSync(join(folder, "main.go"), "package main\n\nfunc main() {}\n");
	const { stderr, exitCode } = await leakBudget(folder, "init");
	expect(stderr).toContain("--port 8080");
	expect(exitCode).toBe(2);
	expect(readdirSync(folder)).toEqual(["main.go"]);
});

test("doctor names what is missing, line by line, and goes on", async () => {
	const folder = repository("ill");
	writeFileSync(
		join(folder, "leak-budget.yml"),
		"service: { build: go build -o bin/x ., run: bin/x }\nload: { run: no-such-tool run x.js }\n",
	);
	const { stdout, exitCode } = await leakBudget(folder, "doctor");
	expect(stdout).toMatch(/^ok +Go +\S+/m);
	expect(stdout).toMatch(/^warning +ready +service\.ready is not set/m);
	expect(stdout).toMatch(/^problem +load +no-such-tool is not there/m);
	expect(stdout).toMatch(/^warning +history +/m);
	expect(exitCode).toBe(2);

	writeFileSync(join(folder, "leak-budget.yml"), "load: [\n");
	const broken = await leakBudget(folder, "doctor");
	expect(broken.stdout).toMatch(/^problem +budget file +leak-budget\.yml:\d/m);
	expect(broken.stdout).toMatch(/^ok +Go +/m);
	expect(broken.exitCode).toBe(2);
});

test("doctor --start says what a run would stumble over, and stops what it started", async () => {
	const folder = repository("tried");
	const port = await freePort();
	const budget = (words: string, path: string) =>
		writeFileSync(
			join(folder, "leak-budget.yml"),
			`service: { build: go build -o bin/x ., run: bin/x -addr 127.0.0.1:${port} ${words}, ready: "http://127.0.0.1:${port}/healthz" }\nload: { http: "GET http://127.0.0.1:${port}${path}" }\nteardown: echo down >> downs\n`,
		);
	budget("", "/nowhere");
	const load = await leakBudget(folder, "doctor", "--start");
	expect(load.stdout).toMatch(/^ok +build +bin\/x has the agent in it$/m);
	expect(load.stdout).toMatch(
		/^ok +start +it is ready, and the agent answers/m,
	);
	expect(load.stdout).toMatch(/^problem +load .*HTTP 404/m);
	expect(load.exitCode).toBe(2);

	budget("-no-such-flag", "/nowhere");
	const start = await leakBudget(folder, "doctor", "--start");
	// That the port is free again says that the first one was stopped.
	expect(start.stdout).toMatch(/^ok +port +\d+ is free$/m);
	expect(start.stdout).toMatch(/^problem +start .*no-such-flag/m);
	expect(start.stdout).not.toMatch(/nowhere was answered|HTTP 404/);
	expect(start.exitCode).toBe(2);
	expect(readFileSync(join(folder, "downs"), "utf8")).toBe("down\ndown\n");

	budget("", "/healthz");
	const well = await leakBudget(folder, "doctor", "--start");
	expect(well.stdout).toMatch(/^ok +load .*\/healthz was answered$/m);
	expect(well.exitCode).toBe(0);
});
