import type { Clock } from "../../ports.ts";
import { apiMessage } from "./api-message.ts";
import { commentsOf } from "./comments.ts";
import type { GithubRun, PullRequest, RunId } from "./event.ts";
import { openOctokit } from "./octokit.ts";
import { logPlain } from "./plain-log.ts";
import { pauseMs, statusOf } from "./retry.ts";
import { COMMENT_LIMITS, type Stuck, stickComment } from "./sticky-comment.ts";
import type { Toolkit } from "./toolkit.ts";

/**
 * Brings the one comment of `key` on a pull request up to date. Where GitHub
 * refuses that is a warning, or a notice for a fork's read-only token, and the
 * report goes to the log.
 */
export async function postComment(input: {
	readonly pullRequest: PullRequest;
	/** Where it is. */
	readonly run: GithubRun;
	/** What was measured. */
	readonly measured: RunId;
	readonly key: string;
	/** Digest of what the comment says, see newsOf. */
	readonly news: string;
	/** In at most so many characters. */
	readonly markdown: (limit: number) => string;
	/** False: bring a comment that is there up to date, but start none. */
	readonly create: boolean;
	readonly token: string;
	readonly toolkit: Toolkit;
	readonly clock: Clock;
	/** How long one answer may take; 10 s unless told. */
	readonly requestMs?: number | undefined;
}): Promise<void> {
	const { run, token, toolkit, pullRequest } = input;
	if (token === "") {
		toolkit.warning(
			"No comment: github-token is empty. The report is in the job summary.",
		);
		return;
	}
	try {
		const octokit = await openOctokit(
			{ apiUrl: run.apiUrl, token },
			input.clock,
			input.requestMs,
		);
		const { owner, repo } = run;
		const stuck = await stickComment({
			comments: commentsOf(octokit, {
				owner,
				repo,
				number: pullRequest.number,
			}),
			marker: { key: input.key, run: input.measured, news: input.news },
			markdown: input.markdown,
			create: input.create,
		});
		toolkit.write(`${sentence(stuck)}\n`);
	} catch (error) {
		if (statusOf(error) === undefined) throw error;
		sayNotPosted(error as Error, pullRequest, toolkit);
		toolkit.startGroup("The report that could not be posted");
		logPlain(toolkit.write, input.markdown(COMMENT_LIMITS[0]));
		toolkit.endGroup();
	}
}

function sentence(stuck: Stuck): string {
	switch (stuck.kind) {
		case "created":
		case "updated":
			return `Comment ${stuck.kind}: ${stuck.url}`;
		case "unchanged":
			return `Nothing new to say, comment left alone: ${stuck.url}`;
		case "older":
			return "A newer run has commented already; its comment stands.";
		case "none":
			return "Within budget and no comment to bring up to date.";
		default:
			return stuck satisfies never;
	}
}

function sayNotPosted(
	error: Error,
	{ fromFork }: PullRequest,
	toolkit: Toolkit,
): void {
	const status = statusOf(error);
	const stands =
		"Verdict, annotations and job summary stand; the report is in the summary, and in the log below.";
	const isForbidden =
		pauseMs(error, 1) === undefined && (status === 403 || status === 404);
	if (isForbidden && fromFork) {
		// As it should be, and no fault of whoever reads this.
		toolkit.notice(
			`No comment: a pull request from a fork gets a read-only token. ${stands} ${FORKS}`,
		);
		return;
	}
	const said = `The comment could not be posted: ${apiMessage(error)} (HTTP ${status}). ${stands}`;
	toolkit.warning(isForbidden ? `${said} ${PERMISSIONS}` : said);
}

const FORKS =
	"To have one, let a second workflow on workflow_run post it with mode: comment (README, Forks).";

const PERMISSIONS =
	"Give the job `permissions: { contents: read, pull-requests: write }`. Where it has that, the token is read-only all the same, as in Dependabot's runs: set comment: never there.";
