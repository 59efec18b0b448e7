import { PERSON } from "./tokens.ts";

/** What started a run, with its payload as GitHub sends it, as far as anyone here reads it. */
export interface Event {
	readonly name: string;
	readonly payload: unknown;
}

const REPOSITORY = repository("acme");

export function pullRequest(options: {
	readonly number: number;
	readonly headSha: string;
	readonly fromFork?: boolean;
}): Event {
	const { number, headSha, fromFork = false } = options;
	const repo = fromFork ? repository(PERSON) : REPOSITORY;
	return {
		name: "pull_request",
		payload: {
			action: "synchronize",
			number,
			pull_request: {
				number,
				head: { ref: "orders", sha: headSha, repo },
				base: { ref: "main", repo: REPOSITORY },
			},
			repository: REPOSITORY,
		},
	};
}

export function mergeGroup(headSha: string, baseSha: string): Event {
	return {
		name: "merge_group",
		payload: {
			action: "checks_requested",
			merge_group: {
				head_sha: headSha,
				head_ref: "refs/heads/gh-readonly-queue/main/pr-7-0",
				base_sha: baseSha,
				base_ref: "refs/heads/main",
			},
			repository: REPOSITORY,
		},
	};
}

export function pushToMain(sha: string): Event {
	return {
		name: "push",
		payload: {
			ref: "refs/heads/main",
			after: sha,
			deleted: false,
			repository: REPOSITORY,
		},
	};
}

/** A run of a pull request's workflow has ended; on forks GitHub names no pull request. */
export function workflowRun(options: {
	readonly runId: number;
	readonly headSha: string;
	/** Of the pull request, as the API tells it. */
	readonly head: PullHead;
	/** Of the run that measured. */
	readonly conclusion: "success" | "failure" | "cancelled";
}): Event {
	const { runId, headSha, head, conclusion } = options;
	return {
		name: "workflow_run",
		payload: {
			action: "completed",
			workflow_run: {
				id: runId,
				name: "Leaks",
				event: "pull_request",
				status: "completed",
				conclusion,
				run_attempt: 1,
				head_sha: headSha,
				head_branch: head.ref,
				head_repository: head.repo,
				repository: REPOSITORY,
				pull_requests: [],
			},
			repository: REPOSITORY,
		},
	};
}

/** Where a pull request comes from, in the words of GitHub's API. */
export interface PullHead {
	readonly ref: string;
	readonly repo: {
		readonly id: number;
		readonly full_name: string;
		readonly owner: { readonly login: string };
	};
}

function repository(owner: string) {
	return {
		full_name: `${owner}/shop`,
		name: "shop",
		owner: { login: owner },
		fork: owner !== "acme",
		default_branch: "main",
	};
}
