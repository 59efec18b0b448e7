import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { systemClock } from "../../../src/adapters/clock.ts";
import { commentsOf } from "../../../src/adapters/github/comments.ts";
import { openOctokit } from "../../../src/adapters/github/octokit.ts";
import { stickComment } from "../../../src/adapters/github/sticky-comment.ts";
import { type Github, startGithub } from "./github.ts";
import { CI_TOKEN } from "./tokens.ts";

// The comment alone, without a workflow around it, where GitHub makes it hard.
let github: Github;
let pull: number;
let pulls = 0;

beforeAll(async () => {
	github = await startGithub();
}, 30 * 60_000);
afterAll(async () => await github?.close());
afterEach(() => expect(github.violations).toEqual([]));

test("two runs that race for the first comment leave one", async () => {
	pull = await github.openPull(`orders-${++pulls}`);
	for (const round of [1, 2, 3]) {
		await Promise.all([1, 2, 3].map((run) => stick(round * 10 + run)));
		expect(await bodies()).toEqual([expect.stringContaining("key=orders")]);
	}
});

test("a comment behind a hundred others is found, and edited; but not by a run of what is the head no more", async () => {
	pull = await github.openPull(`orders-${++pulls}`);
	for (let count = 0; count < 120; count++) await github.comment(pull, "+1");
	const created = await stick(1);
	expect(created.kind).toBe("created");
	github.setHead(pull, "2");
	expect(await stick(2)).toEqual({ ...created, kind: "updated" });
	github.setHead(pull, "4");
	expect(await stick(3)).toEqual({ kind: "older" });
});

test("what GitHub finds too long is shortened until it is not", async () => {
	pull = await github.openPull(`orders-${++pulls}`);
	const asked: number[] = [];
	await stick(1, (limit) => {
		asked.push(limit);
		return "x".repeat(limit > 10_000 ? 70_000 : limit);
	});
	expect(asked).toEqual([59_000, 30_000, 10_000]);
	expect(await bodies()).toHaveLength(1);
});

async function stick(run: number, markdown = (_limit: number) => "It leaks.") {
	const at = { apiUrl: github.url, token: CI_TOKEN };
	const octokit = await openOctokit(at, systemClock());
	const where = { owner: "acme", repo: "shop", number: pull };
	return await stickComment({
		comments: commentsOf(octokit, where),
		marker: {
			key: "orders",
			run: { run, attempt: 1, sha: `${run}` },
			news: run.toString(16),
		},
		markdown,
		create: true,
	});
}

async function bodies(): Promise<readonly string[]> {
	return (await github.comments(pull)).map(({ body }) => body);
}
