import {
	appendFileSync,
	chmodSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import {
	afterAll,
	beforeAll,
	describe,
	expect,
	jest,
	test,
} from "@jest/globals";
import {
	budgetFolder,
	bundledCli,
	type Cli,
	type CliEnd,
	journalIn,
	nothingOutlivesTests,
	verdictIn,
} from "../support/cli-child.ts";
import {
	BUILD_MS,
	brokenProgram,
	buildFailingService,
	type FailingService,
	HOSTILE,
} from "../support/failing-service.ts";
import { freePort } from "../support/free-port.ts";
import { scratchFolder } from "../support/scratch.ts";

jest.setTimeout(180_000);
const scratch = scratchFolder();
nothingOutlivesTests();
let cli: Cli;
let service: FailingService;
/** Taken by the tests themselves. */
let taken: Server;
let takenPort: number;
let port: number;

beforeAll(async () => {
	cli = await bundledCli(scratch);
	service = await buildFailingService(scratch);
	port = await freePort();
	takenPort = await freePort();
	taken = createServer().listen(takenPort, "127.0.0.1");
}, BUILD_MS);
afterAll(() => {
	taken.close();
});

/** Runs it to its end and looks whether all it started has ended as well. */
async function run(
	folder: string,
	words: readonly string[] = ["run"],
	env: Readonly<Record<string, string>> = {},
): Promise<CliEnd> {
	return cli.start(folder, words, env).ended;
}

/** A budget file around the service. What is waited for in vain is given a short time where it is tested. */
function budget(
	over: {
		readonly flags?: string;
		readonly service?: string;
		readonly ready?: string;
		readonly readyTimeout?: string;
		readonly load?: string;
		readonly more?: string;
	} = {},
): string {
	const ready = over.ready ?? `http://127.0.0.1:${port}/healthz`;
	return `name: shop
service:
${over.service ?? `  run: ${service.withAgent} -addr 127.0.0.1:${port} ${over.flags ?? ""}`}
  ready: ${ready}
  ready_timeout: ${over.readyTimeout ?? "30s"}
  stop: { timeout: 5s }
load: ${over.load ?? `{ http: GET http://127.0.0.1:${port}/work, requests: 20 }`}
rounds: 1
settle: { timeout: 10s, quiet: 200ms }
${over.more ?? ""}
`;
}

interface Case {
	readonly what: string;
	readonly yaml: () => string;
	readonly env?: () => Readonly<Record<string, string>>;
	readonly prepare?: (folder: string) => void;
	readonly code: string;
	/** The first line of the report. */
	readonly says: RegExp;
	readonly remedy: RegExp;
	/** Lines of the log that matters. */
	readonly tail?: RegExp;
	readonly logs: readonly string[];
}

const cases: readonly Case[] = [
	{
		what: "the build fails",
		yaml: () =>
			budget({
				service: `  cwd: ${brokenProgram(scratch)}\n  build: go build -o bin/shop .\n  run: bin/shop`,
			}),
		code: "build-failed",
		says: /^\? shop: undecided\. The build failed: it exited with code 1$/,
		remedy: /Mend what its last lines say/,
		tail: /main\.go:7:2: undefined: listenAndServe/,
		logs: ["build.log"],
	},
	{
		what: "the build command is not found",
		yaml: () =>
			budget({ service: "  build: no-such-tool build\n  run: bin/shop" }),
		code: "build-failed",
		says: /^\? shop: undecided\. The build failed: it exited with code 127$/,
		remedy: /did not find a command of service\.build/,
		tail: /no-such-tool/,
		logs: ["build.log"],
	},
	{
		what: "no Go on PATH",
		yaml: () =>
			budget({ service: "  build: go build -o bin/shop .\n  run: bin/shop" }),
		env: () => ({ PATH: pathWithoutGo() }),
		code: "go-not-found",
		says: /^\? shop: undecided\. There is no go command on PATH/,
		remedy: /Install Go/,
		logs: [],
	},
	{
		what: "the port is taken",
		yaml: () => budget({ ready: `http://127.0.0.1:${takenPort}/healthz` }),
		code: "port-taken",
		says: /Something listens on 127\.0\.0\.1:\d+ already, before shop was started$/,
		remedy: /Stop what listens there/,
		logs: [],
	},
	{
		what: "the port is taken, and the service finds out",
		yaml: () =>
			budget({
				service: `  run: ${service.withAgent} -addr 127.0.0.1:${takenPort}`,
				ready: '{ log: "listening on" }',
			}),
		code: "port-taken",
		says: /^\? shop exited with code 1 before it was ready: its address is already in use$/,
		remedy: /change the port in service\.run/,
		tail: /bind: address already in use/,
		logs: ["service.log"],
	},
	{
		what: "the service exits at its start",
		yaml: () => budget({ flags: "-fail 'no database at 127.0.0.1:5432'" }),
		code: "service-exited",
		says: /^\? shop exited with code 1 before it was ready$/,
		remedy: /Its last lines say why/,
		tail: /no database at 127\.0\.0\.1:5432/,
		logs: ["service.log"],
	},
	{
		what: "the service's command is not found",
		yaml: () => budget({ service: "  run: bin/shop" }),
		code: "service-exited",
		says: /^\? shop exited with code 127 before it was ready$/,
		remedy: /correct service\.run/,
		tail: /bin\/shop: not found|No such file/,
		logs: ["service.log"],
	},
	{
		what: "the service exits during load",
		yaml: () =>
			budget({
				load: `{ http: GET http://127.0.0.1:${port}/die, requests: 20 }`,
			}),
		code: "service-exited",
		says: /^\? shop exited with code 3 during round 1$/,
		remedy: /Its last lines say why/,
		tail: /fatal: the order book is corrupt/,
		logs: ["service.log"],
	},
	{
		what: "the service never gets ready",
		yaml: () =>
			budget({ ready: "http://127.0.0.1:1/healthz", readyTimeout: "2s" }),
		code: "never-ready",
		says: /^\? shop did not get ready: http:\/\/127\.0\.0\.1:1\/healthz refused connections for 2 s$/,
		remedy: /Is the port right\?/,
		tail: /listening on 127\.0\.0\.1:/,
		logs: ["service.log"],
	},
	{
		what: "the load command is not found",
		yaml: () => budget({ load: "{ run: no-such-load --fast }" }),
		code: "load-not-found",
		says: /^\? shop: undecided\. The load command was not found: no-such-load --fast$/,
		remedy: /Install it/,
		logs: ["service.log", "load-1.log"],
	},
	{
		what: "all requests of the load fail",
		yaml: () =>
			budget({
				load: `{ http: GET http://127.0.0.1:${port}/broken, requests: 20 }`,
			}),
		code: "load-errors",
		says: /^\? shop: undecided\. The load sent 20 requests, 20 failed \(HTTP 500\)$/,
		remedy: /A load that fails proves nothing: fix load\.http/,
		logs: ["service.log"],
	},
	{
		what: "the load command fails",
		yaml: () =>
			budget({ load: "{ run: 'echo cannot open orders.js >&2; exit 7' }" }),
		code: "load-failed",
		says: /^\? shop: undecided\. The load exited with code 7: echo cannot/,
		remedy: /mend what its last lines say/,
		tail: /cannot open orders\.js/,
		logs: ["load-1.log"],
	},
	{
		what: "setup fails",
		yaml: () =>
			budget({ more: "setup: echo the database will not start; exit 5" }),
		code: "setup-failed",
		says: /^\? shop: undecided\. setup failed: it exited with code 5$/,
		remedy: /Mend what its last lines say/,
		tail: /the database will not start/,
		logs: ["setup.log"],
	},
	{
		what: "the build command has an overlay of its own",
		yaml: () =>
			budget({
				service: `  cwd: ${service.folder}\n  build: go build -overlay=own.json -o overlaid .\n  run: ./overlaid -addr 127.0.0.1:${port}`,
			}),
		prepare: () =>
			writeFileSync(join(service.folder, "own.json"), '{"Replace":{}}'),
		code: "agent-absent",
		says: /The build has no agent in it: the build command has an -overlay of its own, which beats ours$/,
		remedy: /Take -overlay out of service\.build, or expose net\/http\/pprof/,
		logs: ["build.log", "service.log"],
	},
	{
		what: "a binary was built without the agent",
		yaml: () =>
			budget({
				service: `  run: ${service.withoutAgent} -addr 127.0.0.1:${port}`,
			}),
		code: "agent-absent",
		says: /The service has no agent in it: there is no service\.build/,
		remedy: /Set service\.build, or expose net\/http\/pprof/,
		logs: ["service.log"],
	},
];

describe("a run that fails says what happened, what to do, and keeps what it saw", () => {
	test.each(cases)(
		"$what",
		async ({ yaml, env, prepare, code, says, remedy, tail, logs }) => {
			const folder = budgetFolder(scratch, yaml());
			prepare?.(folder);
			const end = await run(folder, ["run"], env?.());

			expect(end.code).toBe(2);
			const { first, rest } = report(end);
			expect(first).toMatch(says);
			expect(rest).toMatch(remedy);
			if (tail) expect(rest).toMatch(tail);
			expect(rest).toContain(".leak-budget/evidence");
			saidOnce(end);
			noStack(end);
			expect(readdirSync(cli.temporary)).toEqual([]);

			const { outcome, exitCode, problems } = verdictIn(folder);
			expect([outcome, exitCode]).toEqual(["undecided", 2]);
			expect(problems.map((problem) => problem.code)).toEqual([code]);
			expect(journalIn(folder)).toContain(`"code":"${code}"`);
			const kept = readdirSync(join(folder, ".leak-budget/evidence/logs"));
			expect(kept).toEqual(expect.arrayContaining([...logs]));
		},
	);

	test("an answer to a request of the load does not hide the death of the service", async () => {
		const folder = budgetFolder(
			scratch,
			budget({
				load: `{ run: 'kill -9 $(cat pid)' }`,
				service: `  run: echo $$ > pid; exec ${service.withAgent} -addr 127.0.0.1:${port}`,
			}),
		);
		const end = await run(folder);
		expect(end.code).toBe(2);
		expect(report(end).first).toMatch(
			/^\? shop was ended by SIGKILL during round 1$/,
		);
		expect(report(end).rest).toMatch(/out of memory/);
	});

	test("profiles that nobody can read", async () => {
		const folder = budgetFolder(
			scratch,
			budget({ service: garbageProfiles(), load: "{ run: 'true' }" }),
		);
		const end = await run(folder);
		expect(end.code).toBe(2);
		noStack(end);
		expect(report(end).first).toMatch(/ in (before|after-1)\/\w+\.pb\.gz$/);
		expect(verdictIn(folder).outcome).toBe("undecided");
		expect(verdictIn(folder).problems.map(({ code }) => code)).toEqual([
			"profile-unreadable",
		]);
	});
});

describe("teardown", () => {
	test("runs after a failure, and its own failure is a note", async () => {
		const folder = budgetFolder(
			scratch,
			budget({
				load: "{ run: exit 7 }",
				more: "setup: sleep 60 & echo up >> story\nteardown: echo down >> story; echo no container; exit 4",
			}),
		);
		const end = await run(folder);
		expect(end.code).toBe(2);
		expect(readFileSync(join(folder, "story"), "utf8")).toBe("up\ndown\n");
		expect(verdictIn(folder).problems.map(({ code }) => code)).toEqual([
			"load-failed",
		]);
		expect(end.stdout).toContain("teardown exited with code 4: no container");
	});
});

describe("a budget file with mistakes", () => {
	const table = [
		{
			what: "an unknown key",
			yaml: "service: { run: bin/shop }\nload: { run: 'true' }\nbudgets:\n  gorutines: +0\n",
			lines: [
				/^leak-budget\.yml:4:3 {2}budgets\.gorutines: unknown key\. Did you mean goroutines\?$/,
			],
		},
		{
			what: "several mistakes, all shown",
			yaml: "service: { run: bin/shop, raedy: x }\nload: { run: 'true' }\nbudgets:\n  gorutines: +0\n  inuse_space: +1Mb\n",
			lines: [
				/^leak-budget\.yml:1:27 {2}service\.raedy: unknown key\. Did you mean ready\?$/,
				/^leak-budget\.yml:4:3 {2}budgets\.gorutines: unknown key/,
				/^leak-budget\.yml:5:16 {2}budgets\.inuse_space: "\+1Mb" is not a size\. Write \+1MB or \+1MiB\.$/,
			],
		},
		{
			what: "no YAML",
			yaml: "service:\n\trun: bin/shop\n",
			lines: [/^leak-budget\.yml:2:1 {2}YAML: .*Use spaces\.$/],
		},
	] as const;

	test.each(table)("$what", async ({ yaml, lines }) => {
		const folder = budgetFolder(scratch, yaml);
		const end = await run(folder);
		expect(end.code).toBe(2);
		expect(end.stdout).toBe("");
		const shown = end.stderr.trimEnd().split("\n");
		expect(shown).toHaveLength(lines.length);
		lines.forEach((line, index) => {
			expect(shown[index]).toMatch(line);
		});
		expect(verdictIn(folder).problems).toHaveLength(lines.length);
	});

	test("an earlier verdict does not outlive it, its evidence does", async () => {
		const folder = budgetFolder(scratch, "service: 5\n");
		mkdirSync(join(folder, ".leak-budget/evidence"), { recursive: true });
		writeFileSync(
			join(folder, ".leak-budget/verdict.json"),
			'{"outcome":"pass"}',
		);
		writeFileSync(join(folder, ".leak-budget/evidence/journal.jsonl"), "");
		await run(folder);
		expect(verdictIn(folder).outcome).toBe("undecided");
		expect(
			existsSync(join(folder, ".leak-budget/evidence/journal.jsonl")),
		).toBe(true);
	});

	test("no budget file: nothing is written", async () => {
		const folder = budgetFolder(scratch);
		const end = await run(folder);
		expect(end.code).toBe(2);
		expect(end.stderr).toMatch(/^There is no budget file here/);
		expect(end.stderr).toContain("→ Name one (leak-budget run FILE)");
		const named = await run(folder, ["run", "nowhere.yml"]);
		expect(named.code).toBe(2);
		expect(named.stderr).toMatch(
			/^The budget file nowhere\.yml cannot be read: no such file or directory\.$/m,
		);
		noStack(named);
		expect(readdirSync(folder)).toEqual([]);
	});
});

describe("the folder for evidence", () => {
	test("cannot be written", async () => {
		const folder = budgetFolder(scratch, budget());
		writeFileSync(join(folder, "file"), "");
		const end = await run(folder, ["run", "--out", "file/below"]);
		expect(end.code).toBe(2);
		noStack(end);
		expect(end.stderr).toMatch(
			/^The evidence folder \S+\/file\/below cannot be written: not a directory\.$/m,
		);
		expect(end.stderr).toContain("--out");
	});

	test("vanishes in the middle of a run", async () => {
		const folder = budgetFolder(
			scratch,
			budget({
				load: "{ run: sleep 3 }",
				more: "teardown: echo down >> story",
			}),
		);
		const child = cli.start(folder, ["run"]);
		await child.until(() => journalIn(folder).includes('"phase":"load"'));
		renameSync(join(folder, ".leak-budget"), join(folder, "gone"));
		writeFileSync(join(folder, ".leak-budget"), "");
		const end = await child.ended;
		expect(end.code).toBe(2);
		noStack(end);
		expect(end.stderr).toMatch(
			// The second where it was written to in the very moment between.
			/^The evidence folder \S+ cannot be written: (not a directory|no such file or directory)\.$/m,
		);
		expect(readFileSync(join(folder, "story"), "utf8")).toBe("down\n");
	});

	test("belongs to somebody else", async () => {
		const folder = budgetFolder(scratch, budget());
		mkdirSync(join(folder, "mine/evidence"), { recursive: true });
		writeFileSync(join(folder, "mine/evidence/photo"), "");
		const end = await run(folder, ["run", "--out", "mine"]);
		expect(end.code).toBe(2);
		expect(end.stderr).toMatch(
			/\/mine\/evidence exists, and no run of this tool wrote it\.$/m,
		);
		expect(existsSync(join(folder, "mine/evidence/photo"))).toBe(true);
	});
});

describe("judge", () => {
	let judged: string;
	beforeAll(async () => {
		judged = budgetFolder(
			scratch,
			budget({
				load: `{ http: GET http://127.0.0.1:${port}/leak, requests: 20 }`,
			}).replace("rounds: 1", "rounds: 3"),
		);
		expect((await run(judged)).code).toBe(1);
	});

	test("a folder without a run", async () => {
		const end = await run(budgetFolder(scratch), ["judge", "."]);
		expect(end.code).toBe(2);
		expect(end.stderr).toMatch(
			/^There is no run in that folder: evidence\/journal\.jsonl cannot be read \(no such file or directory\)\.$/m,
		);
		expect(end.stderr).toContain("→ Name the folder that a run wrote");
		noStack(end);
	});

	test("a journal whose last line was cut off is judged", async () => {
		const journal = join(judged, ".leak-budget/evidence/journal.jsonl");
		const whole = readFileSync(journal, "utf8");
		appendFileSync(journal, '{"type":"reading","rea');
		expect((await run(judged, ["judge", ".leak-budget"])).code).toBe(1);
		writeFileSync(journal, whole);
	});

	test("a journal with a broken line is not", async () => {
		const journal = join(judged, ".leak-budget/evidence/journal.jsonl");
		const whole = readFileSync(journal, "utf8");
		const lines = whole.split("\n");
		lines[2] = "{]";
		writeFileSync(journal, lines.join("\n"));
		const end = await run(judged, ["judge", ".leak-budget"]);
		writeFileSync(journal, whole);
		expect(end.code).toBe(2);
		expect(end.stderr).toMatch(
			/^\.leak-budget\/evidence\/journal\.jsonl:3 {2}The evidence cannot be read: not JSON\.$/m,
		);
		noStack(end);
	});

	test("damaged profiles are named", async () => {
		const profile = join(
			judged,
			".leak-budget/evidence/after-3/goroutine.pb.gz",
		);
		const whole = readFileSync(profile);
		writeFileSync(profile, whole.subarray(0, 100));
		const end = await run(judged, ["judge", ".leak-budget"]);
		writeFileSync(profile, whole);
		expect(end.code).toBe(2);
		expect(report(end).first).toMatch(
			/^\? shop: undecided\. The profile cannot be read: the gzip data ends early at compressed byte 100, in after-3\/goroutine\.pb\.gz$/,
		);
		expect(report(end).rest).toContain(
			"→ Run again, or fetch the folder again",
		);
		noStack(end);
	});
});

describe("hostile output", () => {
	test("of service and load never reaches a terminal or a workflow log as it is", async () => {
		const folder = budgetFolder(
			scratch,
			budget({
				flags: "-shout",
				load: "{ run: sh shout.sh }",
				more: "setup: sh quiet.sh\nteardown: sh shout.sh",
			}),
		);
		const shout = `head -c 1048576 /dev/zero | tr '\\0' B; echo\ncat hostile\ncat hostile >&2\n`;
		writeFileSync(join(folder, "hostile"), `${HOSTILE.join("\n")}\n`);
		writeFileSync(join(folder, "quiet.sh"), shout);
		writeFileSync(join(folder, "shout.sh"), `${shout}exit 1\n`);
		const end = await run(folder);
		expect(end.code).toBe(2);
		const shown = end.stdout + end.stderr;
		// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
		expect(shown).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
		expect(shown).not.toMatch(/^::/m);
		expect(shown.length).toBeLessThan(20_000);
		expect(shown).toContain("      red");
		// The logs keep it all, as it came.
		const log = readFileSync(
			join(folder, ".leak-budget/evidence/logs/service.log"),
			"utf8",
		);
		expect(log).toContain(HOSTILE.join("\n"));
		expect(log.length).toBeGreaterThan(1 << 20);
	});
});

/** The closing report: its first line is the news. */
function report({ stdout }: CliEnd) {
	const [first = "", ...rest] = stdout.split("\n");
	return { first, rest: rest.join("\n") };
}

/** What the first line says, no later line says again. */
function saidOnce(end: CliEnd): void {
	const lines = end.stdout
		.split("\n")
		.map((line) => line.trim())
		.filter((line) => line !== "");
	expect(lines).toEqual([...new Set(lines)]);
}

/** A mistake of the user's is no bug of ours. */
function noStack({ stdout, stderr }: CliEnd): void {
	expect(stdout + stderr).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
	expect(stdout + stderr).not.toMatch(/node:internal|chunk-/);
}

/** PATH with node and sh alone. */
function pathWithoutGo(): string {
	const bin = join(scratch, "bin-without-go");
	if (existsSync(bin)) return bin;
	mkdirSync(bin);
	symlinkSync(process.execPath, join(bin, "node"));
	symlinkSync("/bin/sh", join(bin, "sh"));
	return bin;
}

/** Serves what looks like net/http/pprof from afar, with profiles that are gzip and nothing else. */
function garbageProfiles(): string {
	const script = join(scratch, "garbage.mjs");
	writeFileSync(
		script,
		`import { createServer } from "node:http";
const heap = "heap profile: 1: 2 [3: 4] @ heap/65536\\n\\n# runtime.MemStats\\n" + ["Alloc","TotalAlloc","Sys","Lookups","Mallocs","Frees","HeapAlloc","HeapSys","HeapIdle","HeapInuse","HeapReleased","HeapObjects","NumGC"].map((k) => "# " + k + " = 1000").join("\\n") + "\\n# Stack = 100 / 200\\n";
createServer(({ url }, answer) => {
	if (url.includes("debug=0")) answer.end(Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]));
	else if (url.includes("/heap")) answer.end(heap);
	else if (url.includes("debug=")) answer.end("goroutine profile: total 5\\n");
	else answer.end("<td>5</td><td><a href='goroutine?debug=1'>goroutine</a>");
}).listen(${port}, "127.0.0.1");
`,
	);
	chmodSync(script, 0o755);
	return `  run: exec ${process.execPath} ${script}\n  profiles: http://127.0.0.1:${port}/debug/pprof/`;
}

test("doctor --start ends with the service, not with the load that outlives it", async () => {
	const yaml = budget({
		load: `{ run: "curl -s http://127.0.0.1:${port}/die; sleep 30; echo > outlived" }`,
	});
	const folder = budgetFolder(scratch, yaml);
	const { code, stdout } = await run(folder, ["doctor", "--start"]);
	expect(code).toBe(2);
	expect(stdout).toMatch(/^ok +start +it is ready/m);
	expect(stdout).toMatch(
		/^problem +load .*shop exited with code 3 after it was ready/m,
	);
	expect(existsSync(join(folder, "outlived"))).toBe(false);
});
