import { expect, test } from "@jest/globals";
import { githubRun } from "../../../src/adapters/github/event.ts";

const ENV = {
	GITHUB_REPOSITORY: "acme/shop",
	GITHUB_RUN_ID: "9000000001",
	GITHUB_RUN_ATTEMPT: "2",
	GITHUB_SHA: "merge",
};

test("a pull request's run is told by the head it measured", () => {
	const run = githubRun(ENV, pull({ full_name: "acme/shop" }));
	expect(run).toMatchObject({
		owner: "acme",
		repo: "shop",
		id: { run: 9000000001, attempt: 2, sha: "head" },
		pullRequest: { number: 7, fromFork: false },
		sha: "head",
		serverUrl: "https://github.com",
		apiUrl: "https://api.github.com",
	});
});

test.each([
	["a fork", { full_name: "mallory/shop" }],
	["a fork that was deleted", null],
])("%s is seen", (_, repo) => {
	expect(githubRun(ENV, pull(repo)).pullRequest?.fromFork).toBe(true);
});

test.each([
	["push", { ref: "refs/heads/main", head_commit: {} }],
	["merge_group", { merge_group: { base_sha: "b" } }],
	["schedule", { schedule: "0 0 * * *" }],
	["no payload", undefined],
	["nonsense", { pull_request: { number: "7" } }],
	["more nonsense", { pull_request: { number: -1 } }],
])("%s has no pull request", (_, payload) => {
	const run = githubRun(ENV, payload);
	expect(run.pullRequest).toBeUndefined();
	expect(run.sha).toBe("merge");
});

function pull(repo: unknown) {
	return { pull_request: { number: 7, head: { sha: "head", repo } } };
}
