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

test("the run that set this one off is told by GitHub's own words", () => {
	const ended = {
		id: 41,
		run_attempt: 3,
		head_sha: "f00",
		head_branch: "leak",
		event: "pull_request",
		conclusion: "failure",
		head_repository: { id: 77, owner: { login: "mallory" } },
		pull_requests: [{ number: 1 }],
	};
	expect(githubRun(ENV, { workflow_run: ended })).toMatchObject({
		ended: {
			id: { run: 41, attempt: 3, sha: "f00" },
			event: "pull_request",
			wasCancelled: false,
			failed: true,
			head: { repositoryId: 77, owner: "mallory", branch: "leak" },
		},
	});
	const deleted = { ...ended, head_repository: null, conclusion: "cancelled" };
	const run = githubRun(ENV, { workflow_run: deleted });
	expect(run.ended).not.toHaveProperty("head");
	expect(run.ended?.wasCancelled).toBe(true);
	expect(run.pullRequest).toBeUndefined();
});
