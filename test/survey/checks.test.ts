import { describe, expect, test } from "@jest/globals";
import {
	type GoFacts,
	goChecks,
	historyCheck,
	leftoverCheck,
	loadCheck,
	platformCheck,
	portCheck,
	programOfCommand,
	readyCheck,
	workflowChecks,
} from "../../src/engine/doctor.ts";
import type { Check } from "../../src/model/check.ts";
import type { Ready } from "../../src/model/plan.ts";
import { checkOfProblem, checksReport } from "../../src/report/checks.ts";
import { servicePlan } from "../support/service-plan.ts";

test.each([
	["linux", "ok"],
	["darwin", "ok"],
	["win32", "problem"],
])("%s: %s", (platform, level) => {
	expect(platformCheck(platform).level).toBe(level);
});

describe("Go", () => {
	const go: GoFacts = {
		version: "go1.26.8",
		goroot: "/usr/local/go",
		goflags: "",
		downloaded: false,
		isReadable: true,
		goMod: "module x\n\ngo 1.24\n",
	};
	test.each<[string, Partial<GoFacts>, Check["level"], RegExp]>([
		["as it should be", {}, "ok", /^go1\.26\.8 in \/usr\/local\/go$/],
		["old, but taken", { version: "go1.24.1" }, "ok", /growth alone decides/],
		[
			"too old for the agent",
			{ version: "go1.16", goMod: "" },
			"warning",
			/1\.17/,
		],
		["without its sources", { isReadable: false }, "problem", /cannot be read/],
		[
			"older than go.mod",
			{ goMod: "go 1.27.0\n" },
			"problem",
			/asks for 1\.27\.0/,
		],
		[
			"older than its toolchain line",
			{ goMod: "go 1.24\n\ntoolchain go1.27.1\n" },
			"problem",
			/asks for 1\.27\.1/,
		],
		[
			"newer than both",
			{ version: "go1.27.0", goMod: "go 1.9\n" },
			"ok",
			/1\.27/,
		],
		[
			"of development",
			{ version: "devel +abc", goMod: "go 1.99\n" },
			"ok",
			/devel/,
		],
		["fetched", { downloaded: true }, "ok", /fetched by Go itself/],
	])("%s", (_, change, level, message) => {
		const [check] = goChecks({ ...go, ...change });
		expect(check).toMatchObject({
			level,
			message: expect.stringMatching(message),
		});
	});

	test("GOFLAGS is said, and what becomes of an overlay", () => {
		const said = (goflags: string) => goChecks({ ...go, goflags })[1]?.message;
		expect(said("-mod=vendor")).toContain("kept");
		expect(said("-overlay=/x.json")).toContain("joined");
	});
});

test.each<[Ready | undefined, Check["level"]]>([
	[undefined, "warning"],
	[{ kind: "log", text: "listening" }, "ok"],
	[{ kind: "tcp", host: "127.0.0.1", port: 80 }, "ok"],
	[{ kind: "http", url: "http://[::1]:80/x" }, "ok"],
	[{ kind: "http", url: "http://localhost:80/x" }, "ok"],
	[{ kind: "http", url: "http://shop.localhost:80/x" }, "ok"],
	[{ kind: "http", url: "https://shop.example.com/x" }, "warning"],
	[{ kind: "http", url: "https://127.0.0.1.example.com/x" }, "warning"],
])("ready %j: %s", (ready, level) => {
	const { ready: _, ...service } = servicePlan({ run: "x" }).service;
	expect(readyCheck(ready ? { ...service, ready } : service).level).toBe(level);
});

test("a port is free, or names who holds it", () => {
	expect(portCheck(8080, true).level).toBe("ok");
	expect(portCheck(8080, false)).toMatchObject({
		level: "problem",
		remedy: expect.stringContaining("lsof -i :8080"),
	});
});

test.each([
	["k6 run x.js", "k6"],
	["A=1 B=2 exec ./load.sh -x", "./load.sh"],
	["for i in 1 2; do x; done", undefined],
	["cd load && k6 run x.js", undefined],
	["$TOOL run", undefined],
	["'my tool' run", undefined],
])("%s begins with %s", (command, program) => {
	expect(programOfCommand(command)).toBe(program);
});

test("a load command has to be there, as far as that can be told", () => {
	const scenario = {
		kind: "command",
		name: "orders",
		run: "k6 run x.js",
		allowErrors: 0,
	} as const;
	expect(loadCheck(scenario, true).level).toBe("ok");
	expect(loadCheck(scenario, undefined).level).toBe("ok");
	expect(loadCheck(scenario, false)).toMatchObject({
		level: "problem",
		message: expect.stringContaining("k6 is not there"),
	});
});

test("history and leftovers", () => {
	const facts = { isShallow: false, leftover: undefined };
	expect(historyCheck(facts).level).toBe("ok");
	expect(historyCheck({ ...facts, isShallow: true }).level).toBe("warning");
	expect(historyCheck({ ...facts, isShallow: undefined }).level).toBe(
		"warning",
	);
	const levels = (["ignored", "untracked", "tracked"] as const).map(
		(leftover) => leftoverCheck(".leak-budget", { ...facts, leftover })?.level,
	);
	expect(levels).toEqual(["ok", "warning", "problem"]);
	expect(leftoverCheck(".leak-budget", facts)).toBeUndefined();
});

describe("workflows", () => {
	const levels = (text: string) =>
		workflowChecks(new Map([["ci.yml", text]])).map(({ level }) => level);
	const job = (
		more: string,
		{ on = "pull_request", top = "", depth = "2" } = {},
	) =>
		`on: ${on}\n${top}\njobs:\n  leaks:\n    runs-on: x\n${more}\n    steps:\n      - uses: actions/checkout@v7\n        with: { fetch-depth: ${depth} }\n      - uses: someone/go-leak-budget@v1\n`;
	const right = "    permissions: { contents: read, pull-requests: write }";

	test.each<[string, string, readonly Check["level"][]]>([
		["the right of the job", job(right), ["ok"]],
		[
			"of the workflow",
			job("", { top: "permissions: { pull-requests: write }" }),
			["ok"],
		],
		["all rights", job("    permissions: write-all"), ["ok"]],
		["nothing said", job(""), ["warning"]],
		["too little", job("    permissions: { contents: read }"), ["warning"]],
		[
			"the job's rights replace the workflow's",
			job("    permissions: {}", {
				top: "permissions: { pull-requests: write }",
			}),
			["warning"],
		],
		["no pull requests", job("", { on: "push" }), []],
		["one commit", job(right, { depth: "1" }), ["ok", "warning"]],
		[
			"one commit, by default",
			job(right).replace(/with: .*fetch-depth.*\n/, "\n"),
			["ok", "warning"],
		],
		["all commits", job(right, { depth: "0" }), ["ok"]],
		[
			"anybody's code beside secrets",
			job(right, { on: "[pull_request_target]" }),
			["problem"],
		],
		[
			"a run from a script, which writes no comment",
			"on: pull_request\njobs: { a: { steps: [{ run: npx leak-budget run }] } }",
			[],
		],
	])("%s", (_, text, expected) => {
		expect(levels(text)).toEqual(expected);
	});

	test.each([
		"",
		"jobs: [",
		"jobs: { a: 1 }",
		"- 1",
		"on: push\njobs: { a: { steps: [{ uses: a/b@v1 }] } }",
	])("%j does not run it", (text) => {
		expect(workflowChecks(new Map([["ci.yml", text]]))).toMatchObject([
			{ level: "warning", message: expect.stringContaining("no workflow") },
		]);
	});
});

test("each check is one line, with its remedy, and nothing that a terminal obeys", () => {
	const text = checksReport([
		{ level: "ok", subject: "Go", message: "go1.26" },
		{
			level: "problem",
			subject: "budget file",
			message: "\u001b[2Jbad\nline",
			remedy: "Mend it.",
		},
		checkOfProblem("build", {
			code: "x",
			message: "The build failed.",
			where: "make",
			tail: ["one", "two", ""],
		}),
	]);
	expect(text).toBe(
		[
			"ok       Go           go1.26",
			"problem  budget file  bad line. Mend it.",
			"problem  build        make: The build failed: one | two",
			"",
		].join("\n"),
	);
});

test("of a long last line of a log both ends are shown, whatever stands before it", () => {
	const words = "word ".repeat(200);
	const check = checkOfProblem("start", {
		code: "service-exited",
		message: "shop exited with code 1.",
		tail: [words, words, words, words, `time=now ${words}err="no address"`],
	});
	const text = checksReport([check]);
	expect(text).toContain("| time=now");
	expect(text).toContain('err="no address"');
});
