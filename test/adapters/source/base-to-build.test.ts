import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { baseToBuild } from "../../../src/adapters/source/base-to-build.ts";
import { scratchFolder } from "../../support/scratch.ts";

const scratch = scratchFolder();
const origin = join(scratch, "origin");
const whole = join(scratch, "whole");
const NOBODY = "0123456789abcdef0123456789abcdef01234567";
let first: string;
let second: string;
let third: string;
let pushed: string;
let topic: string;

function git(directory: string, ...words: readonly string[]): string {
	const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
	return execFileSync("git", [...identity, ...words], {
		cwd: directory,
		encoding: "utf8",
		stdio: ["ignore", "pipe", "ignore"],
	}).trim();
}

function commit(message: string): string {
	git(origin, "commit", "--quiet", "--allow-empty", "-m", message);
	return git(origin, "rev-parse", "HEAD");
}

/** As actions/checkout leaves it, which sets no origin/HEAD. */
function checkout(sha: string, ...words: readonly string[]): string {
	const clone = mkdtempSync(join(scratch, "clone-"));
	git(scratch, "init", "--quiet", clone);
	git(clone, "remote", "add", "origin", `file://${origin}`);
	git(clone, "fetch", "--quiet", ...words, "origin", sha);
	git(clone, "checkout", "--quiet", "--detach", "FETCH_HEAD");
	return clone;
}

/** A run of that event, with what its payload says. */
function on(event: string, payload: unknown, ref = "refs/heads/main") {
	const path = join(mkdtempSync(join(scratch, "event-")), "event.json");
	writeFileSync(path, JSON.stringify(payload));
	return {
		GITHUB_EVENT_NAME: event,
		GITHUB_EVENT_PATH: path,
		GITHUB_REF: ref,
	};
}

const repository = { default_branch: "main" };

beforeAll(() => {
	mkdirSync(origin);
	git(origin, "init", "--quiet", "--initial-branch=main");
	git(origin, "config", "uploadpack.allowAnySHA1InWant", "true");
	first = commit("first");
	git(origin, "switch", "--quiet", "-c", "topic");
	pushed = commit("topic, once");
	topic = commit("topic, twice");
	git(origin, "switch", "--quiet", "main");
	second = commit("second");
	third = commit("third");
	git(scratch, "clone", "--quiet", `file://${origin}`, whole);
});

describe("only the event knows the base", () => {
	test("of a merge group, which stands on those before it in the queue", () => {
		const env = on(
			"merge_group",
			{ merge_group: { base_sha: second }, repository },
			"refs/heads/gh-readonly-queue/main/pr-7",
		);
		expect(baseToBuild(checkout(third, "--depth=2"), env)).toEqual({
			commit: second,
		});
		// A clone of all branches would have named the default branch's newest.
		const queued = checkout(third);
		git(queued, "update-ref", "refs/remotes/origin/main", first);
		expect(baseToBuild(queued, env)).toEqual({ commit: second });
	});

	test("of a push to the default branch, as long as it is in the clone", () => {
		const env = on("push", { before: first, repository });
		expect(baseToBuild(checkout(third), env)).toEqual({ commit: first });
		const shallow = checkout(third, "--depth=2");
		expect(baseToBuild(shallow, env)).toEqual({
			missing: expect.stringMatching(
				new RegExp(`names ${first.slice(0, 12)}, .* fetch-depth: 2`),
			),
		});
	});
});

describe("git knows it better", () => {
	test("where a pull request's base has gone on since the branch left it", () => {
		git(whole, "checkout", "--quiet", "--detach", topic);
		const env = {
			...on("pull_request", { pull_request: { base: { sha: third } } }),
			GITHUB_BASE_REF: "main",
		};
		expect(baseToBuild(whole, env)).toEqual({ commit: first });
	});

	test("where a branch was pushed a second time", () => {
		git(whole, "checkout", "--quiet", "--detach", topic);
		const env = on("push", { before: pushed, repository }, "refs/heads/topic");
		expect(baseToBuild(whole, env)).toEqual({ commit: first });
	});

	test("but for a clone that does not have the base branch", () => {
		const clone = checkout(topic);
		git(clone, "fetch", "--quiet", "origin", third);
		const env = {
			...on("pull_request", { pull_request: { base: { sha: third } } }),
			GITHUB_BASE_REF: "main",
		};
		expect(baseToBuild(clone, env)).toEqual({ commit: first });
	});
});

test.each([
	["a new branch", "push", { before: "0".repeat(40) }, "git knows no commit"],
	[
		"a schedule",
		"schedule",
		{},
		"this run (schedule) is of the default branch",
	],
	["a start by hand", "workflow_dispatch", { repository }, "is of the default"],
	["what is no commit", "push", { before: "HEAD~1" }, "git knows no commit"],
	["a commit of nobody", "push", { before: NOBODY }, "not in this clone"],
	["nothing", "push", null, "git knows no commit"],
])("%s has no base, and says so", (_, event, payload, why) => {
	expect(baseToBuild(checkout(third, "--depth=1"), on(event, payload))).toEqual(
		{ missing: expect.stringContaining(why) },
	);
});

test("what earlier steps of a job left in its folder is no change", () => {
	git(whole, "checkout", "--quiet", "--detach", "origin/main");
	writeFileSync(join(whole, "left-over"), "");
	const env = on("push", { before: NOBODY, repository });
	expect(baseToBuild(whole, env)).toEqual({
		missing: expect.stringContaining("not in this clone"),
	});
	expect(baseToBuild(whole, {})).toEqual({ commit: third });
});

test("nor has a laptop's default branch", () => {
	rmSync(join(whole, "left-over"), { force: true });
	git(whole, "checkout", "--quiet", "main");
	expect(baseToBuild(whole, {})).toEqual({
		missing: expect.stringContaining("git knows no commit"),
	});
});

test("nor has a folder in which git reads nothing, and the message says what may be wrong", () => {
	const empty = mkdtempSync(join(scratch, "empty-"));
	git(empty, "init", "--quiet");
	for (const folder of [empty, mkdtempSync(join(scratch, "none-"))])
		expect(baseToBuild(folder, {})).toEqual({
			missing: expect.stringContaining("safe.directory"),
		});
});
