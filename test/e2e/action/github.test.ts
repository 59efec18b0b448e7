import { getOctokit } from "@actions/github";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Github, startGithub } from "./github.ts";
import { BOT, CI_TOKEN, FORK_TOKEN } from "./tokens.ts";

// The bed's GitHub is held to what the real one does, before anything is tested on it.
const at = { owner: "acme", repo: "shop" };
let github: Github;
let pull: number;

beforeAll(async () => {
	github = await startGithub();
	pull = await github.openPull("orders");
}, 30 * 60_000);

afterAll(async () => await github?.close());

const client = (token: string) =>
	getOctokit(token, { baseUrl: github.url }).rest;

test("comments are the bot's, over pages, and nothing in them is against GitHub's description", async () => {
	const { issues } = client(CI_TOKEN);
	for (const body of ["a", "b"])
		await issues.createComment({ ...at, issue_number: pull, body });
	const { data, headers } = await issues.listComments({
		...at,
		issue_number: pull,
		per_page: 1,
	});
	expect(data[0]?.user).toMatchObject({ login: BOT, type: "Bot" });
	expect(headers.link).toContain(`<${github.url}/`);
	expect(github.violations).toEqual([]);
	expect(github.writes).toEqual([
		`POST /repos/acme/shop/issues/${pull}/comments 201`,
		`POST /repos/acme/shop/issues/${pull}/comments 201`,
	]);
});

test.each([
	["an unknown token", "nobody", "x", 401],
	["a read-only token", FORK_TOKEN, "x", 403],
	["a body that is too long", CI_TOKEN, "x".repeat(65_537), 422],
])("%s is refused", async (_what, token, body, status) => {
	await expect(
		client(token).issues.createComment({ ...at, issue_number: pull, body }),
	).rejects.toMatchObject({ status });
	expect(github.violations).toEqual([]);
});

test("what a client says against the description is found out", async () => {
	const body = 1 as unknown as string;
	await client(CI_TOKEN)
		.issues.createComment({ ...at, issue_number: pull, body })
		.catch(() => undefined);
	await client(CI_TOKEN)
		.meta.get()
		.catch(() => undefined);
	expect(github.violations).toEqual([
		expect.stringContaining("must be string"),
		expect.stringContaining("hasn't been found"),
	]);
});

test("artifacts of a run are listed, and fetched by a redirection", async () => {
	const { actions } = client(FORK_TOKEN);
	const zip = Buffer.from([80, 75, 255, 0]);
	const id = github.artifacts.add(51, "leaks", zip)?.id ?? 0;
	github.artifacts.add(51, "other", zip);
	const before = github.violations.length;
	const { data, headers } = await actions.listWorkflowRunArtifacts({
		...at,
		run_id: 51,
		per_page: 1,
	});
	expect(data).toMatchObject({
		total_count: 2,
		artifacts: [{ name: "other" }],
	});
	expect(headers.link).toContain('rel="next"');
	const fetched = await actions.downloadArtifact({
		...at,
		artifact_id: id,
		archive_format: "zip",
	});
	expect(Buffer.from(fetched.data as ArrayBuffer)).toEqual(zip);
	expect(github.violations.slice(before)).toEqual([]);
});

test("a pull request of a fork tells its repository and its pushed commit", async () => {
	const sha = "1".repeat(40);
	const number = await github.openPull("mend", true);
	github.setHead(number, sha);
	const before = github.violations.length;
	const { data } = await client(CI_TOKEN).pulls.list({
		...at,
		head: "mallory:mend",
	});
	expect(data).toMatchObject([
		{ number, head: { sha, repo: { full_name: "mallory/shop" } } },
	]);
	expect(github.violations.slice(before)).toEqual([]);
});
