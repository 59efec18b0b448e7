import { execFileSync } from "node:child_process";
import {
	chmodSync,
	existsSync,
	mkdirSync,
	readFileSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, jest, test } from "@jest/globals";
import type { Verdict } from "../../src/model/verdict.ts";
import {
	bundledCli,
	type Cli,
	type CliEnd,
	nothingOutlivesTests,
	verdictIn,
} from "../support/cli-child.ts";
import { freePort } from "../support/free-port.ts";
import { scratchFolder } from "../support/scratch.ts";
import { contractBreaches } from "../support/verdict-contract.ts";

jest.setTimeout(600_000);
const scratch = scratchFolder();
const shop = join(scratch, "shop");
nothingOutlivesTests();
let cli: Cli;
let port: number;

beforeAll(async () => {
	cli = await bundledCli(scratch);
	port = await freePort();
	mkdirSync(shop);
	git("init", "--quiet", "--initial-branch=main");
	writeFileSync(join(shop, ".gitignore"), "/bin\n/.leak-budget\n");
	writeFileSync(join(shop, "go.mod"), "module example.com/shop\n\ngo 1.21\n");
	writeFileSync(join(shop, "leak-budget.yml"), budgetFile("new"));
	commit({ audit: true });
	git("update-ref", "refs/remotes/origin/main", "HEAD");
	git("switch", "--quiet", "-c", "topic");
	// A checkout of ours must not run it: nothingIsLeft would find the file.
	const hook = join(shop, ".git/hooks/post-checkout");
	writeFileSync(hook, `#!/bin/sh\ntouch "${join(shop, "hooked")}"\n`);
	chmodSync(hook, 0o755);
});

test("a leak that the base has, too, at another line and in another closure, passes and says so", async () => {
	commit({ audit: true, moved: true });
	const end = await run({}, "--base", "build");
	const verdict = told();
	expect(end.stdout).toContain("shop leaks as its base does, and no more");
	expect(end.code).toBe(0);
	expect(sinceByFunction()).toEqual({ audit: "already" });
	expect(verdict).toMatchObject({
		outcome: "pass",
		base: { ref: rev("main").slice(0, 12), outcome: "fail", trusted: true },
		gone: [],
	});
	expect(verdict.findings).toContainEqual(
		expect.objectContaining({
			metric: "goroutines",
			outcome: "over",
			excused: true,
		}),
	);
	nothingIsLeft();

	// Whoever fetches the artifact comes to the same verdict, base and all.
	const again = await cli.start(shop, ["judge", ".leak-budget"]).ended;
	expect(again.code).toBe(0);
	expect(told()).toEqual(verdict);
	expect(contractBreaches(JSON.stringify(verdict))).toEqual([]);
});

test("the one that a branch adds fails, and comes first; that the base's line went to a function changes nothing", async () => {
	commit({ audit: true, mail: true, extracted: true });
	const end = await run({}, "--base", "build");
	expect(end.code).toBe(1);
	expect(end.stdout).toMatch(
		/^✗ shop leaks goroutines.*, in part new since its base/,
	);
	expect(sinceByFunction()).toEqual({ mailSend: "new", auditSend: "already" });
	const markdown = readFileSync(join(shop, ".leak-budget/report.md"), "utf8");
	expect(markdown).toMatch(/^### ❌ .*new since its base/);
	expect(markdown).toMatch(/\| (?:\+80 )+\| \+40 \| \+0 \|/);
	const page = readFileSync(join(shop, ".leak-budget/report.html"), "utf8");
	expect(page).toContain("Every stack, before the load and after it, and");
	expect(page).toContain("growth of goroutines, what the same ");
	nothingIsLeft();
});

test("what is mended is said, also against the folder of an earlier run, which then is the base", async () => {
	commit({});
	// The run before leaks in both; its folder becomes this run's base.
	const end = await run({}, "--base", ".leak-budget");
	expect(end.code).toBe(0);
	expect(end.stdout).toMatch(/Mended: .*audit.* is gone \(was 1 a request\)\./);
	expect(end.stdout).toMatch(/Mended: .*mail.* is gone \(was 1 a request\)\./);
	expect(told().base).toMatchObject({ ref: ".leak-budget", outcome: "fail" });
});

test("another version of Go makes no leak new, whose memory is not compared", async () => {
	commit({ audit: true, pooled: true, mail: true });
	await run();
	const old = told().culprits.map(({ function: name }) => name);
	commit({ audit: true, pooled: true, moved: true });
	const end = await run({ GOTOOLCHAIN: "go1.27.0" }, "--base", ".leak-budget");
	const { base, culprits, gone, environment } = told();
	expect(environment.go).toBe("go1.27.0");
	expect(base?.why).toContain("made with Go 1.26, this run with 1.27");
	const goroutines = culprits.filter(({ wait }) => wait !== null);
	expect(goroutines.map(({ since }) => since)).toEqual(["already", "already"]);
	expect(
		goroutines
			.map(({ function: name }) => name)
			.filter((name) => !old.includes(name)),
	).not.toEqual([]);
	expect(end.stdout.replaceAll(/\s+/g, " ")).toContain(
		"memory is not compared",
	);
	expect(gone).toMatchObject([{ function: "main.mail.func1" }]);
});

test("without a base each leak counts, and that is said", async () => {
	commit({ audit: true });
	git("update-ref", "-d", "refs/remotes/origin/main");
	const end = await run({}, "--base", "build");
	expect(end.code).toBe(1);
	expect(end.stdout.replaceAll(/\s+/g, " ")).toContain(
		"There is no base to build: git knows no commit",
	);
	expect(told().base).toBeUndefined();
	expect(existsSync(join(shop, ".leak-budget/base"))).toBe(false);
	git("update-ref", "refs/remotes/origin/main", "main");
});

test.each([1, 2])(
	"Ctrl-C, %s times, while the base is measured ends all of it",
	async (times) => {
		const { child, until, ended } = cli.start(shop, ["run", "--base", "build"]);
		await until((stderr) => /\(base\).*before/.test(stderr));
		child.kill("SIGINT");
		if (times === 2) {
			await until((stderr) => stderr.includes("SIGINT: stopping"));
			child.kill("SIGINT");
		}
		expect((await ended).code).toBe(2);
		nothingIsLeft();
	},
);

function git(...words: readonly string[]): string {
	const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
	return execFileSync("git", [...identity, ...words], {
		cwd: shop,
		encoding: "utf8",
		stdio: ["ignore", "pipe", "ignore"],
	}).trim();
}

const rev = (name: string) => git("rev-parse", name);

interface Leaks {
	readonly audit?: boolean;
	readonly mail?: boolean;
	/** Through a method of a generic type that the compiler inlines. */
	readonly pooled?: boolean;
	/** Lines and closures before it are others. */
	readonly moved?: boolean;
	/** The line that waits is in a function of its own. */
	readonly extracted?: boolean;
}

function commit(leaks: Leaks): void {
	writeFileSync(join(shop, "main.go"), source(leaks));
	git("add", ".");
	git("commit", "--quiet", "--allow-empty", "-m", "change");
}

function run(
	env: Readonly<Record<string, string>> = {},
	...words: readonly string[]
): Promise<CliEnd> {
	return cli.start(shop, ["run", "--quiet", ...words], env).ended;
}

const told = (): Verdict => verdictIn(shop);

function sinceByFunction() {
	return Object.fromEntries(
		told()
			.culprits.filter(({ metric }) => metric === "goroutines")
			.map(({ function: name, since }) => [
				name.replace(/^main\.(\w+).*/, "$1"),
				since,
			]),
	);
}

/** No worktree, and nothing in the temporary folder. */
function nothingIsLeft(): void {
	expect(git("worktree", "list").split("\n")).toHaveLength(1);
	expect(git("status", "--porcelain")).toBe("");
}

function budgetFile(failOn: string): string {
	return `name: shop
service:
  build: go build -o bin/shop .
  run: bin/shop -addr 127.0.0.1:${port}
  ready: http://127.0.0.1:${port}/healthz
load: { http: GET http://127.0.0.1:${port}/, requests: 40 }
settle: { timeout: 3s, quiet: 300ms }
fail_on: ${failOn}
`;
}

function source({ audit, mail, pooled, moved, extracted }: Leaks): string {
	const leaking = (name: string, leaks?: boolean) =>
		`func ${name}() {
${moved ? "\n\n\tdefer func() {\n\t\t_ = recover()\n\t}()\n" : ""}	done := make(chan int${leaks ? "" : ", 1"})
	go func() { ${extracted ? `${name}Send(done)` : "done <- 1"} }()
}

func ${name}Send(done chan int) { done <- 1 }
`;
	return `// Command shop leaks what it is told to.
package main

import (
	"flag"
	"net/http"
)

func main() {
	addr := flag.String("addr", "", "")
	flag.Parse()
	http.HandleFunc("/healthz", func(http.ResponseWriter, *http.Request) {})
	http.HandleFunc("/", func(http.ResponseWriter, *http.Request) {
		audit()
		mail()
${pooled ? "\t\tvar all pool[int]\n\t\tall.start()\n" : ""}	})
	panic(http.ListenAndServe(*addr, nil))
}

type pool[T any] struct{}

func (p *pool[T]) start() {
	go func() { <-make(chan T) }()
}

${leaking("audit", audit)}
${leaking("mail", mail)}`;
}
