import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as core from "@actions/core";
import { afterEach, expect, test } from "@jest/globals";
import { systemClock } from "../../src/adapters/clock.ts";
import { githubRun } from "../../src/adapters/github/event.ts";
import { readInputs } from "../../src/adapters/github/inputs.ts";
import { logPlain } from "../../src/adapters/github/plain-log.ts";
import { reportProblems } from "../../src/adapters/github/problems.ts";
import type { Toolkit } from "../../src/adapters/github/toolkit.ts";
import { loadRunner } from "../../src/adapters/load/runner.ts";
import { measureInJob } from "../../src/commands/measure-in-job.ts";
import { Stop } from "../../src/model/problem.ts";
import { runnerCommands } from "../support/runner-commands.ts";
import { scratchFolder } from "../support/scratch.ts";
import { commandScenario, servicePlan } from "../support/service-plan.ts";

/** Each is a line of output of code under test, or several. */
const ATTACKS = [
	// Attack 1.
	["an error", "::error file=a.go,line=1::owned"],
	// Attack 2.
	["a mask that hides the log", "::add-mask::e"],
	// Attack 3.
	["an output", "::set-output name=outcome::pass"],
	["a saved state", "::save-state name=isPost::true"],
	["a variable", "::set-env name=PATH::/tmp/evil"],
	["a path", "::add-path::/tmp/evil"],
	// Attack 4.
	["a problem matcher", "::add-matcher::/tmp/evil.json"],
	["a group that swallows the rest", "::group::nothing to see"],
	// Attack 7.
	[
		"a stop with a token of its own",
		"::stop-commands::mine\n::mine::\n::error::owned",
	],
	[
		"a resume with a usual token",
		"::pause-logging::\n::resume::\n::error::owned",
	],
	// Attack 5.
	["the old form", "##[error]owned"],
	["the old form, in the middle", "x ##[set-output name=outcome]pass"],
	// Attack 6.
	["behind a carriage return", "progress 10%\r::error::owned"],
	["behind white space", " \t ::error::owned"],
	["behind a colour", "\u001b[31m::error::owned"],
	["in capitals", "::ERROR::owned"],
	["with an escaped line end", "::error::one%0A::add-mask::two"],
	// Attack 8.
	["without an end of its line", "::error::owned"],
] as const;

const OUTPUT = ATTACKS.map(([, text]) => text).join("\n");
const folder = scratchFolder();
const signal = new AbortController().signal;
const PRINT = `'${process.execPath}' -e 'process.stdout.write(process.env.OUTPUT)'`;

test.each(ATTACKS)("the runner itself would take it: %s", (name, text) => {
	const none = ["behind a colour", "a resume with a usual token"];
	const commands = runnerCommands(text).filter(
		({ command }) => command !== "stop-commands",
	);
	if (name === "behind a colour") expect(commands).toEqual([]);
	else if (!none.includes(name)) expect(commands.length).toBeGreaterThan(0);
});

test.each(ATTACKS)("foreign text in the log is text: %s", (_, text) => {
	let log = "";
	logPlain((chunk) => {
		log += chunk;
	}, text);
	log += "::notice::ours again";
	expect(runnerCommands(log).map(({ command }) => command)).toEqual([
		"stop-commands",
		"(resumed)",
		"notice",
	]);
});

test("the token cannot be guessed: it is never the same, and long", () => {
	const tokens = Array.from({ length: 50 }, () => {
		let log = "";
		logPlain((chunk) => {
			log += chunk;
		}, "");
		return runnerCommands(log)[0]?.data ?? "";
	});
	expect(new Set(tokens).size).toBe(50);
	expect(Math.min(...tokens.map(({ length }) => length))).toBeGreaterThan(30);
});

// Attack 11.
test("a whole measurement whose setup, build and service print all of them", async () => {
	const workspace = join(folder, "workspace");
	mkdirSync(workspace, { recursive: true });
	writeFileSync(
		join(workspace, "leak-budget.yml"),
		`name: ${JSON.stringify("::error::name")}
setup: ${JSON.stringify(PRINT)}
teardown: ${JSON.stringify(`${PRINT}; exit 1`)}
service:
  build: ${JSON.stringify(PRINT)}
  run: ${JSON.stringify(`${PRINT}; ${PRINT} >&2; exit 1`)}
  profiles: http://127.0.0.1:1/
  env: { OUTPUT: ${JSON.stringify(`${OUTPUT}\n`)} }
load: { run: "true" }
`,
	);
	const { log, toolkit } = listening();
	const inputs = readInputs(
		(name) => ({ comment: "never", artifact: "never" })[name] ?? "",
	);
	if (inputs.mode !== "measure") throw new Error("not measured");
	await measureInJob(
		inputs,
		githubRun({ GITHUB_WORKSPACE: workspace }, undefined),
		toolkit,
	);
	const commands = runnerCommands(log());
	expect(log()).toContain("owned");
	// Ours: the stop, its end, warnings and the step's failure, in data that ends no line.
	expect([...new Set(commands.map(({ command }) => command))].sort()).toEqual([
		"(resumed)",
		"error",
		"set-output",
		"stop-commands",
		"warning",
	]);
	for (const { command, data } of commands) {
		if (command === "error" || command === "warning")
			expect(data).not.toMatch(/^(?:owned|one|name)/);
		if (command === "set-output") expect(data).not.toBe("pass");
	}
});

// Attack 9.
test("a load that prints all of them and fails", async () => {
	const runner = loadRunner({
		plan: servicePlan({ env: {} }),
		logDirectory: join(folder, "load"),
		workDir: folder,
		clock: systemClock(),
		notes: () => {},
	});
	process.env.OUTPUT = OUTPUT;
	const failed: unknown = await runner
		.run(commandScenario(`${PRINT}; exit 1`), 1, signal)
		.catch((error: unknown) => error);
	if (!(failed instanceof Stop)) throw failed;
	const { log, toolkit } = listening();
	reportProblems(toolkit, failed.problems);
	expect(log()).toContain("owned");
	const said = runnerCommands(log());
	expect(said.map(({ command }) => command)).toEqual([
		"error",
		"stop-commands",
		"(resumed)",
		"error",
	]);
});

// Attack 10.
test("an error whose place and text hold commands and properties", () => {
	const { log, toolkit } = listening();
	reportProblems(toolkit, [
		{
			code: "x",
			message: "a\n::error::owned\r::add-mask::e",
			where: "evil,title=owned::x.yml:1:2",
			remedy: "::set-output name=outcome::pass",
		},
	]);
	const commands = runnerCommands(log());
	expect(commands.map(({ command }) => command)).toEqual(["error", "error"]);
	expect(log()).toContain(
		"::error file=evil%2Ctitle=owned%3A%3Ax.yml,line=1,col=2::",
	);
});

const write = process.stdout.write;
afterEach(() => {
	process.stdout.write = write;
	process.exitCode = 0;
	delete process.env.OUTPUT;
});

/** The real @actions/core, whose commands go to standard output. */
function listening(): {
	readonly log: () => string;
	readonly toolkit: Toolkit;
} {
	let log = "";
	process.stdout.write = (chunk: string | Uint8Array) => {
		log += String(chunk);
		return true;
	};
	return {
		log: () => log,
		toolkit: { ...core, write: (text) => void process.stdout.write(text) },
	};
}
