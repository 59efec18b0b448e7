import { readRunArtifacts } from "../adapters/artifacts/run-artifacts.ts";
import { systemClock } from "../adapters/clock.ts";
import { apiMessage } from "../adapters/github/api-message.ts";
import type { GithubRun, PullRequest } from "../adapters/github/event.ts";
import { type CommentInputs, isDue } from "../adapters/github/inputs.ts";
import { newsOfLegs } from "../adapters/github/news.ts";
import { openOctokit } from "../adapters/github/octokit.ts";
import { postComment } from "../adapters/github/post-comment.ts";
import { pullRequestsOf } from "../adapters/github/pull-requests.ts";
import { statusOf } from "../adapters/github/retry.ts";
import { writeSummary } from "../adapters/github/summary.ts";
import type { Toolkit } from "../adapters/github/toolkit.ts";
import { foreignVerdict } from "../engine/foreign.ts";
import type { Leg } from "../model/leg.ts";
import {
	type Legs,
	legsOutcome,
	markdownLegs,
} from "../report/markdown-legs.ts";

/**
 * The Action's `mode: comment`: what the jobs of a run left as artifacts, in
 * one comment. The run is this one, or the one whose end set it off
 * (`workflow_run`), which may be a fork's: whatever is said is rendered anew.
 * Not a gate: the jobs that measured are.
 */
export async function commentLegs(
	inputs: CommentInputs,
	run: GithubRun,
	toolkit: Toolkit,
): Promise<void> {
	if (run.ended?.wasCancelled) {
		toolkit.notice("The run was cancelled: nothing is said of it.");
		return;
	}
	try {
		await tell(inputs, run, toolkit);
	} catch (error) {
		const status = statusOf(error);
		if (status === undefined) throw error;
		const said = `No comment: ${apiMessage(error as Error)} (HTTP ${status}).`;
		const isForbidden = status === 403 || status === 404;
		toolkit.warning(isForbidden ? `${said} ${PERMISSIONS}` : said);
	}
}

const PERMISSIONS =
	"The job needs permissions: { actions: read, pull-requests: write }.";

async function tell(
	{ token, comment, commentKey }: CommentInputs,
	run: GithubRun,
	toolkit: Toolkit,
): Promise<void> {
	const { owner, repo, ended } = run;
	const measured = ended?.id ?? run.id;
	const octokit = await openOctokit({ apiUrl: run.apiUrl, token }, clock);
	const found = await readRunArtifacts(octokit, {
		owner,
		repo,
		run: measured.run,
	});
	const all: Legs = {
		legs: found.legs.map(inOwnWords),
		unread: found.unread,
		runFailed: ended?.failed ?? false,
	};
	if (all.legs.length === 0) {
		toolkit.warning(
			`Run ${measured.run} left no evidence: give the step that measures artifact: always.`,
		);
		return;
	}
	const outcome = legsOutcome(all);
	toolkit.setOutput("outcome", outcome);
	const markdown = (limit: number) =>
		markdownLegs(all, {
			limit,
			run: measured.run,
			links: {
				repository: `${run.serverUrl}/${owner}/${repo}`,
				sha: measured.sha,
			},
		});
	writeSummary(process.env.GITHUB_STEP_SUMMARY, markdown);
	if (comment === "never") return;
	const pullRequests = await pullRequestsFor(run, octokit);
	if (pullRequests.length === 0) toolkit.notice(nobodyToTell(run));
	for (const pullRequest of pullRequests)
		await postComment({
			pullRequest,
			run,
			measured,
			key: commentKey || KEY,
			news: newsOfLegs(all),
			markdown,
			create: isDue(comment, outcome),
			token,
			toolkit,
			clock,
		});
}

const clock = systemClock();

/** Of a comment on several services; nobody's service is called so. */
const KEY = "all legs";

async function pullRequestsFor(
	{ owner, repo, ended, pullRequest }: GithubRun,
	octokit: Parameters<typeof pullRequestsOf>[0],
): Promise<readonly PullRequest[]> {
	if (ended === undefined) return pullRequest ? [pullRequest] : [];
	if (ended.event !== "pull_request") return [];
	const numbers = await pullRequestsOf(octokit, { owner, repo }, ended);
	// Whatever its head is, this token is the repository's own.
	return numbers.map((number) => ({ number, fromFork: false }));
}

function nobodyToTell({ ended }: GithubRun): string {
	return ended?.event === "pull_request"
		? "No comment: no open pull request has this run's commit as its head."
		: "No comment: this run is of no pull request. The report is in the job summary.";
}

function inOwnWords(leg: Leg): Leg {
	const { content } = leg;
	return "refused" in content
		? leg
		: { ...leg, content: { verdict: foreignVerdict(content.verdict) } };
}
