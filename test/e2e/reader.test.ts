import { spawnSync } from "node:child_process";
import {
	chmodSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "@jest/globals";
import type { Verdict } from "../../src/model/verdict.ts";
import { junitBreaches } from "../report/junit-form.ts";
import { sarifBreaches, sarifRun } from "../report/sarif-form.ts";
import {
	budgetFolder,
	bundledCli,
	type Cli,
	nothingOutlivesTests,
} from "../support/cli-child.ts";
import { leakingFolder } from "../support/leaking-folder.ts";
import { scratchFolder } from "../support/scratch.ts";

const scratch = scratchFolder();
const dumps = fileURLToPath(
	new URL("../../fixtures/profiles/go1.26/", import.meta.url),
);
nothingOutlivesTests();
let cli: Cli;
let home: string;
let folder: string;

beforeAll(async () => {
	cli = await bundledCli(scratch);
	home = budgetFolder(scratch);
	folder = leakingFolder(home);
});

const run = (
	words: readonly string[],
	env: Readonly<Record<string, string>> = {},
) => cli.start(home, words, env).ended;

describe("report", () => {
	test("renders what the evidence says, in each format, and changes nothing", async () => {
		// Somebody's own verdict is not the evidence's.
		writeFileSync(join(folder, "verdict.json"), '{"outcome":"pass"}');
		const before = snapshot();
		const of = async (format: string) => {
			const end = await run(["report", ".leak-budget", "--format", format]);
			expect(end).toMatchObject({ code: 0, stderr: "" });
			return end.stdout;
		};
		const line = "orders/client.go:4";
		expect(await of("text")).toMatch(/^✗ shop leaks goroutines: \+100 /);
		expect(await of("markdown")).toContain(line);
		expect(await of("html")).toMatch(/^<!doctype html>.*orders\/client\.go/su);
		expect((JSON.parse(await of("json")) as Verdict).outcome).toBe("fail");
		const junit = await of("junit");
		expect(junitBreaches(junit)).toEqual([]);
		expect(junit).toContain(line);
		const sarif = await of("sarif");
		expect(sarifBreaches(sarif)).toEqual([]);
		expect(sarifRun(sarif).results[0]?.locations).toMatchObject([
			{
				physicalLocation: {
					artifactLocation: { uri: "orders/client.go" },
					region: { startLine: 4 },
				},
			},
		]);
		expect(snapshot()).toEqual(before);
	});

	test("--out writes it to a file, and says why it cannot", async () => {
		const words = ["report", ".leak-budget", "--format", "junit", "--out"];
		const end = await run([...words, "junit.xml"]);
		expect(end).toMatchObject({ code: 0, stdout: "", stderr: "" });
		const written = readFileSync(join(home, "junit.xml"), "utf8");
		expect(junitBreaches(written)).toEqual([]);
		const refused = await run([...words, "no/such/junit.xml"]);
		expect(refused).toMatchObject({ code: 2, stdout: "" });
		expect(refused.stderr).toContain(
			"no/such/junit.xml cannot be written: no such file or directory.",
		);
	});

	test("of a folder without a run is exit code 2, in the format that was asked for", async () => {
		const end = await run(["report", "nowhere", "--format", "sarif"]);
		expect(end.code).toBe(2);
		expect(sarifBreaches(end.stdout)).toEqual([]);
		const [invocation] = sarifRun(end.stdout).invocations;
		expect(invocation?.executionSuccessful).toBe(false);
		const [said] = invocation?.toolExecutionNotifications ?? [];
		expect(said?.message.text).toContain("There is no run in that folder");
	});
});

test("judge prints JUnit, too, and still is the gate", async () => {
	const end = await run(["judge", ".leak-budget", "--format", "junit"]);
	expect(end.code).toBe(1);
	expect(junitBreaches(end.stdout)).toEqual([]);
});

describe("open", () => {
	/** Programs of these names, and nothing else but what a shell brings. */
	function path(programs: Readonly<Record<string, string>>): string {
		const bin = budgetFolder(scratch);
		for (const [name, script] of Object.entries(programs)) {
			writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
			chmodSync(join(bin, name), 0o755);
		}
		return bin;
	}
	const opener = (script: string) => path({ "xdg-open": script, open: script });
	const opened = () => readFileSync(join(home, "opened"), "utf8");

	test("shows the page, written anew, to the platform's opener", async () => {
		writeFileSync(join(folder, "report.html"), "<script>alert(1)</script>");
		const bin = opener('printf %s "$1" > opened');
		const end = await run(["open", ".leak-budget"], { PATH: bin });
		expect(end).toMatchObject({
			code: 0,
			stdout: ".leak-budget/report.html\n",
			stderr: "",
		});
		expect(opened()).toBe(join(folder, "report.html"));
		const page = readFileSync(opened(), "utf8");
		expect(page).toContain("orders/client.go");
		expect(page).not.toContain("alert(1)");
	});

	test("where the page cannot be written, it lies among temporary files", async () => {
		const elsewhere = budgetFolder(scratch);
		const taken = leakingFolder(elsewhere);
		mkdirSync(join(taken, "report.html", "taken"), { recursive: true });
		const bin = opener('printf %s "$1" > opened');
		const words = ["open", ".leak-budget"];
		const end = await cli.start(elsewhere, words, { PATH: bin }).ended;
		const page = readFileSync(join(elsewhere, "opened"), "utf8");
		expect(end).toMatchObject({ code: 0, stdout: `${page}\n`, stderr: "" });
		expect(page.startsWith(elsewhere)).toBe(false);
		expect(readFileSync(page, "utf8")).toContain("orders/client.go");
		rmSync(dirname(page), { recursive: true });
	});

	test.each([
		["fails", () => opener("exit 3"), "ended with code 3"],
		["is not there", () => path({}), "spawn"],
	])("where the opener %s, the path has to do", async (_, bin, reason) => {
		const end = await run(["open", ".leak-budget"], { PATH: bin() });
		expect(end).toMatchObject({
			code: 0,
			stdout: ".leak-budget/report.html\n",
		});
		expect(end.stderr).toContain("No browser was opened");
		expect(end.stderr).toContain(reason);
	});

	/** A go that says what it was asked, and then stays, with a child, until it is ended. */
	const go = 'printf "%s\\n" "$@" > asked; sleep 600 & echo serving >&2; wait';
	const asked = () => readFileSync(join(home, "asked"), "utf8").split("\n");

	test.each(["SIGINT", "SIGTERM"] as const)(
		"--pprof runs pprof on the difference, and %s ends it",
		async (signal) => {
			const started = cli.start(home, ["open", ".leak-budget", "--pprof"], {
				PATH: `${path({ go })}:/usr/bin:/bin`,
			});
			await started.until((stderr) => stderr.includes("serving"));
			started.child.kill(signal);
			expect((await started.ended).code).toBe(0);
			const evidence = join(folder, "evidence");
			expect(asked()).toEqual([
				"tool",
				"pprof",
				"-http=localhost:",
				"-base",
				`${evidence}/before/goroutine.pb.gz`,
				`${evidence}/after-3/goroutine.pb.gz`,
				"",
			]);
		},
	);

	test("what pprof runs does not outlive a CLI that is killed", async () => {
		const started = cli.start(
			home,
			["open", "--pprof", "goroutine", ".leak-budget"],
			{ PATH: `${path({ go })}:/usr/bin:/bin` },
		);
		await started.until((stderr) => stderr.includes("serving"));
		started.child.kill("SIGKILL");
		// That nothing is left is looked at after every test.
		expect((await started.ended).signal).toBe("SIGKILL");
	});

	test.each([
		[
			"a profile that the run does not have",
			["--pprof", "heap"],
			"no heap profile",
		],
		["no go", ["--pprof"], "There is no go command on PATH"],
	])("%s is exit code 2 and a sentence", async (_, words, sentence) => {
		const PATH = path({});
		const end = await run(["open", ".leak-budget", ...words], { PATH });
		expect(end.code).toBe(2);
		expect(end.stderr).toContain(sentence);
		expect(end.stderr).not.toContain("This is a bug");
	});

	test("no file outside the folder is shown, whatever its journal says", async () => {
		const other = leakingFolder(budgetFolder(scratch));
		const journal = join(other, "evidence/journal.jsonl");
		const text = readFileSync(journal, "utf8");
		writeFileSync(
			journal,
			text.replace("before/goroutine.pb.gz", "../../../../../etc/hostname"),
		);
		const PATH = path({ go: "echo shown" });
		const end = await run(["open", other, "--pprof"], { PATH });
		expect(end).toMatchObject({ code: 2, stdout: "" });
		expect(end.stderr).toContain("outside the evidence folder");
	});

	test("a pprof that fails is exit code 2", async () => {
		const PATH = path({ go: "exit 1" });
		expect(
			(await run(["open", ".leak-budget", "--pprof"], { PATH })).code,
		).toBe(2);
	});
});

describe("explain", () => {
	test("says why goroutines wait, from a file and from standard input", async () => {
		const file = join(dumps, "goroutine.debug2.txt");
		const end = await run(["explain", file, "-limit", "1"]);
		expect(end).toMatchObject({ code: 0, stderr: "" });
		expect(end.stdout).toMatch(/^37 goroutines in \d+ groups of stacks\n/);
		expect(end.stdout).toContain("orders.(*Client).Fetch.func1");
		expect(end.stdout).toContain("blocked in chan send");
		expect(end.stdout).toContain("https://go.dev/");
		const piped = spawnSync(
			process.execPath,
			[join(scratch, "bundle/cli.js"), "explain", "-", "-limit", "1"],
			{ input: readFileSync(file), encoding: "utf8" },
		);
		expect(piped.stdout).toBe(end.stdout);
	});

	test("reads what a run kept", async () => {
		const path = ".leak-budget/evidence/after-3/goroutine.pb.gz";
		const { stdout } = await run(["explain", path]);
		expect(stdout).toMatch(/^310 goroutines in 2 groups/);
		expect(stdout).toMatch(/ 1 {2}300 {2}example\.com\/shop\/orders/);
	});
});

/** Every file of the folder with its bytes. */
function snapshot(): readonly string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => join(parentPath, name))
		.sort()
		.map((file) => `${file} ${readFileSync(file, "base64")}`);
}
