/** One workflow run as its environment and event payload tell it. */
export interface GithubRun {
	readonly owner: string;
	readonly repo: string;
	readonly id: RunId;
	/** What a `workflow_run` event tells of the run that ended; absent for every other event. */
	readonly ended?: EndedRun;
	/** Absent for push, merge_group, schedule and every other event without a pull request. */
	readonly pullRequest?: PullRequest;
	/** The commit that was pushed: for a pull request its head, not the merge commit of GITHUB_SHA. */
	readonly sha: string;
	/** `https://github.com`, or a GitHub Enterprise Server. */
	readonly serverUrl: string;
	readonly apiUrl: string;
	/** Absolute; annotations are relative to it. */
	readonly workspace: string;
}

/** What tells two runs on one pull request apart, and which of them is newer. */
export interface RunId {
	readonly run: number;
	readonly attempt: number;
	readonly sha: string;
}

export interface PullRequest {
	readonly number: number;
	/** Its token is read-only, whatever `permissions` says. */
	readonly fromFork: boolean;
}

/** The run whose end set off this one: GitHub's own words, but for the branch, which its author named. */
export interface EndedRun {
	readonly id: RunId;
	/** What set it off: `pull_request`, `push`, … */
	readonly event: string;
	readonly wasCancelled: boolean;
	/** It ended in any other way than well. */
	readonly failed: boolean;
	/** Absent for a repository that was deleted since. */
	readonly head?: {
		readonly repositoryId: number;
		readonly owner: string;
		readonly branch: string;
	};
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * @param payload the parsed file at GITHUB_EVENT_PATH; anything that is not as
 * GitHub documents it counts as "no pull request"
 */
export function githubRun(env: Environment, payload: unknown): GithubRun {
	const repository = env.GITHUB_REPOSITORY ?? "";
	const [owner = "", repo = ""] = repository.split("/");
	const pull = field(payload, "pull_request");
	const number = field(pull, "number");
	const head = field(pull, "head");
	const headSha = field(head, "sha");
	const sha = typeof headSha === "string" ? headSha : (env.GITHUB_SHA ?? "");
	const ended = endedRun(field(payload, "workflow_run"));
	return {
		owner,
		repo,
		id: {
			run: whole(env.GITHUB_RUN_ID),
			attempt: whole(env.GITHUB_RUN_ATTEMPT),
			sha,
		},
		...(ended && { ended }),
		...(typeof number === "number" && Number.isSafeInteger(number) && number > 0
			? {
					pullRequest: {
						number,
						fromFork: field(field(head, "repo"), "full_name") !== repository,
					},
				}
			: {}),
		sha,
		serverUrl: env.GITHUB_SERVER_URL || "https://github.com",
		apiUrl: env.GITHUB_API_URL || "https://api.github.com",
		workspace: env.GITHUB_WORKSPACE || ".",
	};
}

function endedRun(of: unknown): EndedRun | undefined {
	const [run, sha] = [field(of, "id"), field(of, "head_sha")];
	if (typeof run !== "number" || typeof sha !== "string") return undefined;
	const repository = field(of, "head_repository");
	const repositoryId = field(repository, "id");
	const owner = field(field(repository, "owner"), "login");
	const branch = field(of, "head_branch");
	const conclusion = field(of, "conclusion");
	const isKnown =
		typeof repositoryId === "number" &&
		typeof owner === "string" &&
		typeof branch === "string";
	return {
		id: { run, attempt: Number(field(of, "run_attempt") ?? 1), sha },
		event: String(field(of, "event")),
		wasCancelled: conclusion === "cancelled",
		failed: conclusion !== "success",
		...(isKnown && { head: { repositoryId, owner, branch } }),
	};
}

/** A field of what may be no object. */
export function field(of: unknown, name: string): unknown {
	return typeof of === "object" && of !== null
		? (of as Record<string, unknown>)[name]
		: undefined;
}

function whole(text: string | undefined): number {
	const value = Number(text);
	return Number.isSafeInteger(value) && value > 0 ? value : 0;
}
