import {
	chmodSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import {
	budgetFolder,
	bundledCli,
	type Cli,
	type CliChild,
	journalIn,
	nothingOutlivesTests,
	verdictIn,
} from "../support/cli-child.ts";
import {
	BUILD_MS,
	buildFailingService,
	type FailingService,
} from "../support/failing-service.ts";
import { freePort } from "../support/free-port.ts";
import { processesOf, survivors } from "../support/marked-processes.ts";
import { scratchFolder } from "../support/scratch.ts";

jest.setTimeout(180_000);
const scratch = scratchFolder();
nothingOutlivesTests();
let cli: Cli;
let service: FailingService;
let port: number;

beforeAll(async () => {
	cli = await bundledCli(scratch);
	service = await buildFailingService(scratch);
	port = await freePort();
}, BUILD_MS);

/** Each command that is to be interrupted leaves a child of its own, too: both are there when it says so. */
const LASTING = "sleep 600 & touch begun; sleep 600";

function budget(
	over: {
		readonly service?: string;
		readonly flags?: string;
		readonly ready?: string;
		readonly load?: string;
		readonly quiet?: string;
		readonly stop?: string;
		readonly setup?: string;
	} = {},
): string {
	const run = `${service.withAgent} -addr 127.0.0.1:${port} ${over.flags ?? ""}`;
	return `name: shop
setup: ${over.setup ?? "echo up >> story"}
teardown: echo down >> story
service:
${over.service ?? `  run: ${run}`}
  ready: ${over.ready ?? `http://127.0.0.1:${port}/healthz`}
  stop: { timeout: ${over.stop ?? "2s"} }
load: ${over.load ?? `{ http: GET http://127.0.0.1:${port}/work, requests: 20 }`}
rounds: 5
settle: { timeout: 120s, quiet: ${over.quiet ?? "200ms"} }
`;
}

interface Phase {
	readonly during: string;
	readonly yaml: () => string;
	/** Whether the run is there now. */
	readonly reached: (folder: string, stderr: string) => boolean;
	readonly signal?: NodeJS.Signals;
	readonly env?: (folder: string) => Readonly<Record<string, string>>;
	/** Processes that must be seen before, so that their end proves something. */
	readonly atLeast: number;
}

const begun = (folder: string) => existsSync(join(folder, "begun"));
const noted = (text: string) => (folder: string) =>
	journalIn(folder).includes(text);

const phases: readonly Phase[] = [
	{
		during: "setup",
		yaml: () => budget({ setup: `echo up >> story; ${LASTING}` }),
		reached: begun,
		atLeast: 2,
	},
	{
		during: "the build",
		yaml: () => budget({ service: `  build: ${LASTING}\n  run: bin/shop` }),
		reached: begun,
		atLeast: 2,
	},
	{
		during: "the question to go for its settings",
		yaml: () =>
			budget({ service: "  build: go build -o bin/shop .\n  run: bin/shop" }),
		env: (folder) => ({ PATH: `${slowGo(folder)}:${process.env.PATH}` }),
		reached: begun,
		atLeast: 1,
	},
	{
		during: "the wait for ready",
		yaml: () =>
			budget({ ready: "http://127.0.0.1:1/", flags: "& touch begun; wait" }),
		reached: begun,
		atLeast: 2,
	},
	{
		during: "the state before load",
		yaml: () => budget({ quiet: "10s" }),
		reached: noted('"phase":"before"'),
		atLeast: 1,
	},
	{
		during: "a load command",
		yaml: () => budget({ load: `{ run: '${LASTING}' }` }),
		reached: begun,
		atLeast: 3,
	},
	{
		during: "a load command, by SIGTERM",
		yaml: () => budget({ load: `{ run: '${LASTING}' }` }),
		reached: begun,
		signal: "SIGTERM",
		atLeast: 3,
	},
	{
		during: "the built-in load",
		yaml: () =>
			budget({
				load: `{ http: GET http://127.0.0.1:${port}/slow, requests: 20 }`,
			}),
		reached: noted('"phase":"load"'),
		atLeast: 1,
	},
	{
		during: "settle",
		yaml: () =>
			budget({
				load: `{ http: GET http://127.0.0.1:${port}/swing, requests: 1 }`,
			}),
		reached: noted('"phase":"settle"'),
		atLeast: 1,
	},
	{
		during: "the second of several rounds",
		yaml: () =>
			budget({
				load: `{ http: GET http://127.0.0.1:${port}/leak, requests: 20 }`,
			}),
		reached: noted('"settled":{"round":1'),
		atLeast: 1,
	},
	{
		during: "a slow stop after the last round",
		yaml: () =>
			budget({ flags: "-stubborn", stop: "120s" }).replace(
				"rounds: 5",
				"rounds: 1",
			),
		reached: noted('"settled":{"round":1'),
		atLeast: 1,
	},
];

describe("Ctrl-C stops everything, says so, and keeps what was seen", () => {
	test.each(phases)(
		"during $during",
		async ({ yaml, env, reached, signal = "SIGINT", atLeast }) => {
			const folder = budgetFolder(scratch, yaml());
			const run = cli.start(folder, ["run"], env?.(folder));
			await run.until((stderr) => reached(folder, stderr));
			const { running, marked } = send(run, signal);
			expect(marked).toBeGreaterThanOrEqual(atLeast);
			const sentMs = performance.now();
			const end = await run.ended;

			// The patience with what does not obey is 3 s; settle and stop have two minutes.
			expect(performance.now() - sentMs).toBeLessThan(60_000);
			expect(end.code).toBe(2);
			expect(await survivors(run.mark, running, 10_000)).toEqual([]);
			expect(readdirSync(cli.temporary)).toEqual([]);
			const [first] = end.stdout.split("\n");
			expect(first).toBe(
				`? shop: undecided. The run was interrupted (${signal})`,
			);
			expect(end.stdout).toContain("→ Run it again");
			expect(end.stderr).toContain(
				`${signal}: stopping what runs. Once more ends it at once.`,
			);
			expect(end.stdout + end.stderr).not.toMatch(/^\s+at /m);

			const { outcome, exitCode, problems } = verdictIn(folder);
			expect([outcome, exitCode]).toEqual(["undecided", 2]);
			expect(problems.map(({ code }) => code)).toEqual(["interrupted"]);
			expect(readFileSync(join(folder, "story"), "utf8")).toBe("up\ndown\n");
		},
	);
});

test("a second Ctrl-C during a slow stop ends it at once, and nothing runs on", async () => {
	const folder = budgetFolder(
		scratch,
		budget({
			flags: "-stubborn",
			stop: "120s",
			load: `{ run: '${LASTING}' }`,
		}),
	);
	const run = cli.start(folder, ["run"]);
	await run.until(() => begun(folder));
	const { running } = send(run, "SIGINT");
	// The load has ended; the service ignores SIGTERM and has 3 s left.
	await run.until((stderr) => stderr.includes("Once more"));
	await run.until(() => processesOf(run.mark).length <= 2);
	send(run, "SIGINT");
	const end = await run.ended;
	expect(end.code).toBe(2);
	expect(end.stderr).toContain("SIGINT again: ended at once.");
	// Teardown comes after the stop, however long that takes.
	expect(readFileSync(join(folder, "story"), "utf8")).toBe("up\n");
	expect(await survivors(run.mark, running, 10_000)).toEqual([]);
	expect(readdirSync(cli.temporary)).toEqual([]);
});

test("SIGKILL during load: service and load die with us", async () => {
	const folder = budgetFolder(
		scratch,
		budget({ load: `{ run: '${LASTING}' }`, flags: "-stubborn" }),
	);
	const run = cli.start(folder, ["run"]);
	await run.until(() => begun(folder));
	const { running, marked } = send(run, "SIGKILL");
	expect(marked).toBeGreaterThanOrEqual(3);
	expect((await run.ended).signal).toBe("SIGKILL");
	expect(await survivors(run.mark, running, 10_000)).toEqual([]);
	expect(journalIn(folder)).toContain('"settled":{"round":0');
});

test("a bug of ours is no verdict either: exit code 2, its stack, and nothing runs on", async () => {
	const folder = budgetFolder(
		scratch,
		budget({ load: `{ run: '${LASTING}' }` }),
	);
	const bug = `setInterval(() => { if (fs.existsSync("begun")) throw new TypeError("oops") }, 50).unref()`;
	const run = cli.start(folder, ["run"], {
		NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(`import fs from "node:fs"; ${bug}`)}`,
	});
	const end = await run.ended;
	expect(end.code).toBe(2);
	expect(end.stderr).toMatch(
		/^This is a bug of Go Leak Budget: TypeError: oops\n\s+at /m,
	);
	expect(await survivors(run.mark, [], 10_000)).toEqual([]);
});

test("of several budget files, those after an interruption are not run", async () => {
	const yaml = budget({ load: `{ run: '${LASTING}' }` });
	const folder = budgetFolder(scratch, yaml);
	writeFileSync(
		join(folder, "other.yml"),
		yaml.replace("name: shop", "name: other"),
	);
	const run = cli.start(folder, ["run", "leak-budget.yml", "other.yml"]);
	await run.until(() => begun(folder));
	send(run, "SIGINT");
	expect((await run.ended).code).toBe(2);
	expect(readdirSync(join(folder, ".leak-budget"))).toEqual(["shop"]);
});

/** A go that takes its time, as when it downloads a toolchain first. */
function slowGo(folder: string): string {
	const bin = join(folder, "slow-go");
	mkdirSync(bin);
	writeFileSync(join(bin, "go"), "#!/bin/sh\ntouch begun\nexec sleep 600\n");
	chmodSync(join(bin, "go"), 0o755);
	return bin;
}

/** Sends the signal, and says what ran at that moment: all of it, and how many of our commands. */
function send(run: CliChild, signal: NodeJS.Signals) {
	const own = `${run.child.pid} `;
	const others = (lines: readonly string[]) =>
		lines.filter((line) => !line.startsWith(own));
	const running = others(processesOf(run.mark, run.child.pid));
	const marked = others(processesOf(run.mark)).length;
	const pid = run.child.pid as number;
	// As a terminal does it: to all of the group. The other signals come from a runner or a person, to us alone.
	process.kill(signal === "SIGINT" ? -pid : pid, signal);
	return { running, marked };
}
