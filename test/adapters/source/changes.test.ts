import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { changesSinceBase } from "../../../src/adapters/source/changes.ts";
import { scratchFolder } from "../../support/scratch.ts";

const scratch = scratchFolder();
const origin = join(scratch, "origin");
const clone = join(scratch, "clone");
const ORDERS = [
	"package orders",
	"",
	"func fetch(id int) int {",
	"\tch := make(chan int)",
	"\tgo func() { ch <- id }()",
	"\treturn 0",
	"}",
	"",
	"func load() int { return 1 }",
	"",
	"func store() {",
	"\tprintln()",
	"}",
];

function git(directory: string, ...words: readonly string[]): string {
	const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
	return execFileSync("git", [...identity, ...words], {
		cwd: directory,
		encoding: "utf8",
		stdio: ["ignore", "pipe", "ignore"],
	}).trim();
}

function write(directory: string, file: string, lines: readonly string[]) {
	writeFileSync(join(directory, file), `${lines.join("\n")}\n`);
}

const edited = (line: number, text: string) => ORDERS.with(line - 1, text);
const changeAt = (
	line: number,
	lines: readonly string[],
	environment: Readonly<Record<string, string>> = {},
	path = "orders.go",
) => changesSinceBase(clone, environment)?.of(path, line, lines);

beforeAll(() => {
	mkdirSync(origin, { recursive: true });
	git(origin, "init", "--quiet", "--initial-branch=main");
	write(origin, "orders.go", ORDERS);
	git(origin, "add", ".");
	git(origin, "commit", "--quiet", "-m", "one");
	git(scratch, "clone", "--quiet", origin, clone);
});

describe("a branch", () => {
	const lines = edited(4, "\tch := make(chan int, 0)");
	beforeAll(() => {
		git(clone, "switch", "--quiet", "-c", "topic");
		write(clone, "orders.go", lines);
		git(clone, "commit", "--quiet", "-am", "two");
		// The base goes on meanwhile: that is nobody's change here.
		write(origin, "orders.go", edited(12, "\tprintln(1)"));
		git(origin, "commit", "--quiet", "-am", "three");
		git(clone, "fetch", "--quiet");
	});

	test.each([
		["the line", 4, "line"],
		["another line of its function", 5, "function"],
		["another function", 12, "none"],
		["one in a single line", 9, "none"],
		["no function at all", 1, "none"],
	])("%s", (_, line, change) => {
		expect(changeAt(line, lines)).toBe(change);
	});

	test("what is not committed counts, and so does a new file", () => {
		write(clone, "orders.go", lines.with(11, "\tprintln(2)"));
		write(clone, "[new].go", ORDERS);
		expect(changeAt(12, lines)).toBe("line");
		expect(changeAt(5, ORDERS, {}, "[new].go")).toBe("line");
		git(clone, "checkout", "--quiet", "orders.go");
	});

	test("lines that were taken out changed their function", () => {
		const less = lines.toSpliced(4, 1);
		write(clone, "orders.go", less);
		expect(changeAt(5, less)).toBe("function");
		git(clone, "checkout", "--quiet", "orders.go");
	});
});

test("the merge commit of a pull request is compared with its first parent, in a clone of two commits too", () => {
	git(clone, "switch", "--quiet", "--detach", "origin/main");
	git(clone, "merge", "--quiet", "--no-ff", "-m", "merge", "topic");
	const shallow = join(scratch, "shallow");
	git(scratch, "clone", "--quiet", "--depth=2", `file://${clone}`, shallow);
	const lines = edited(4, "\tch := make(chan int, 0)");
	const of = (line: number) =>
		changesSinceBase(shallow, {
			GITHUB_BASE_REF: "main",
			GITHUB_SHA: git(shallow, "rev-parse", "HEAD"),
		})?.of("orders.go", line, lines);
	expect([of(4), of(12)]).toEqual(["line", "none"]);
});

test("a branch that has merged its base is compared with what it merged, not with its own past", () => {
	git(clone, "switch", "--quiet", "topic");
	git(clone, "merge", "--quiet", "--no-ff", "-m", "up to date", "origin/main");
	const lines = edited(4, "\tch := make(chan int, 0)");
	const environment = { GITHUB_BASE_REF: "main", GITHUB_SHA: "0".repeat(40) };
	expect([
		changeAt(4, lines, environment),
		changeAt(12, lines, environment),
	]).toEqual(["line", "none"]);
});

test("a file under a new name is what it was, and a generated one nobody's change", () => {
	git(clone, "mv", "orders.go", "sales.go");
	writeFileSync(join(clone, ".gitignore"), "made.go\n");
	write(clone, "made.go", ORDERS);
	const lines = edited(4, "\tch := make(chan int, 0)");
	expect(changeAt(12, lines, {}, "sales.go")).toBe("none");
	expect(changeAt(4, lines, {}, "sales.go")).toBe("line");
	expect(changeAt(5, ORDERS, {}, "made.go")).toBe("none");
	git(clone, "checkout", "--quiet", "--force", "HEAD");
});

test("nothing is known on the base branch, of one commit alone, and outside of a repository", () => {
	const fresh = join(scratch, "fresh");
	git(scratch, "clone", "--quiet", origin, fresh);
	expect(changesSinceBase(fresh, {})).toBeUndefined();
	const one = join(scratch, "one");
	git(scratch, "clone", "--quiet", "--depth=1", `file://${clone}`, one);
	expect(changesSinceBase(one, { GITHUB_BASE_REF: "main" })).toBeUndefined();
	expect(changesSinceBase(scratch, {})).toBeUndefined();
});
