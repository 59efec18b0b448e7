import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { systemClock } from "../../src/adapters/clock.ts";
import { loadRunner } from "../../src/adapters/load/runner.ts";
import { childEnvironment } from "../../src/adapters/process/environment.ts";
import { localHost } from "../../src/adapters/service/local-host.ts";
import { git } from "../../src/adapters/source/git.ts";
import { planFrom } from "../../src/engine.ts";
import { problemsOf } from "../config/around.ts";
import { fakeDoors } from "../support/fake-doors.ts";
import { scratchFolder } from "../support/scratch.ts";
import { commandScenario, servicePlan } from "../support/service-plan.ts";

const folder = scratchFolder();
const signal = new AbortController().signal;

/** What a runner gives to an action and to no script step: tokens, and files that steer the job. */
const OURS = [
	"INPUT_GITHUB-TOKEN",
	"INPUT_CONFIG",
	"STATE_isPost",
	"ACTIONS_RUNTIME_TOKEN",
	"ACTIONS_RUNTIME_URL",
	"ACTIONS_RESULTS_URL",
	"ACTIONS_CACHE_URL",
	"ACTIONS_ID_TOKEN_REQUEST_TOKEN",
	"ACTIONS_ID_TOKEN_REQUEST_URL",
	"GITHUB_OUTPUT",
	"GITHUB_ENV",
	"GITHUB_PATH",
	"GITHUB_STATE",
	"GITHUB_STEP_SUMMARY",
];
const VALUE = "withheld-from-children";
const before = { ...process.env };

beforeEach(() => {
	for (const name of OURS) process.env[name] = VALUE;
});
afterEach(() => {
	for (const name of OURS) delete process.env[name];
	Object.assign(process.env, before);
});

test.each(OURS)("%s is in no child's environment", (name) => {
	expect(childEnvironment({ [name]: VALUE, PATH: "/bin" })).toEqual({
		PATH: "/bin",
	});
});

// Attack 56.
test("setup, build, service, teardown and load see none of it", async () => {
	const print = (name: string) => `env > '${join(folder, name)}'`;
	const host = localHost(
		{
			plan: servicePlan(
				{ build: print("build"), run: `${print("run")}; sleep 60` },
				{ setup: print("setup"), teardown: print("teardown") },
			),
			workDir: folder,
			logDirectory: join(folder, "logs"),
			clock: systemClock(),
			notes: () => {},
		},
		fakeDoors(),
	);
	await host.setup(signal);
	await host.build(signal);
	const service = await host.start(signal, () => "in a test");
	while (!seen("run").includes("PATH=")) await systemClock().sleep(5);
	await service.stop();
	await host.teardown();
	await loadRunner({
		plan: servicePlan(),
		logDirectory: join(folder, "logs"),
		workDir: folder,
		clock: systemClock(),
		notes: () => {},
	}).run(commandScenario(print("load")), 1, signal);
	for (const name of ["setup", "build", "run", "teardown", "load"]) {
		expect(seen(name)).toContain("PATH=");
		expect(seen(name)).not.toContain(VALUE);
	}
});

test("nor does git, which may run what the build wrote into its configuration", () => {
	const bin = join(folder, "bin");
	mkdirSync(bin);
	writeFileSync(
		join(bin, "git"),
		`#!/bin/sh\nenv > '${join(folder, "git")}'\n`,
		{
			mode: 0o755,
		},
	);
	process.env.PATH = `${bin}:${process.env.PATH}`;
	git(folder, "status");
	expect(seen("git")).toContain("PATH=");
	expect(seen("git")).not.toContain(VALUE);
});

// Attack 57.
test.each(OURS.filter((name) => /^\w+$/.test(name)))(
	"a fork's budget file cannot take %s by its name",
	(name) => {
		const text = `service: { run: x, env: { A: "\${${name}}" } }\nload: { run: y }`;
		const plan = () =>
			planFrom(
				{ text, file: "f.yml", directory: folder },
				childEnvironment(process.env),
			);
		expect(problemsOf(plan).join()).toContain(`${name} is not set`);
		expect(problemsOf(plan).join()).not.toContain(VALUE);
	},
);

function seen(name: string): string {
	try {
		return readFileSync(join(folder, name), "utf8");
	} catch {
		return "";
	}
}
