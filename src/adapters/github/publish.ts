import type { Verdict } from "../../model/verdict.ts";
import type { Clock } from "../../ports.ts";
import { type Annotation, annotate } from "./annotate.ts";
import { type Comments, openComments } from "./comments.ts";
import type { GithubRun } from "./event.ts";
import type { ActionInputs } from "./inputs.ts";
import { newsOf } from "./news.ts";
import { logPlain } from "./plain-log.ts";
import { pauseMs, statusOf } from "./retry.ts";
import { COMMENT_LIMITS, type Stuck, stickComment } from "./sticky-comment.ts";
import { writeSummary } from "./summary.ts";
import type { Toolkit } from "./toolkit.ts";

/**
 * Tells GitHub a verdict: outputs, job summary, annotations, the step's failure
 * and the pull request's comment, in that order, so that a comment which cannot
 * be posted takes nothing else with it.
 */
export async function publish(input: {
	readonly verdict: Verdict;
	/** The first line of every report, without Markdown. */
	readonly headline: string;
	/** The report for comment and summary in at most so many characters. */
	readonly markdown: (limit: number) => string;
	readonly annotations: readonly Annotation[];
	readonly inputs: ActionInputs;
	readonly run: GithubRun;
	readonly paths: { readonly verdict: string; readonly report: string };
	/** GITHUB_STEP_SUMMARY. */
	readonly summaryPath: string | undefined;
	readonly toolkit: Toolkit;
	readonly clock: Clock;
}): Promise<void> {
	const { verdict, toolkit, inputs } = input;
	setOutputs(toolkit, verdict, input.paths);
	if (!writeSummary(input.summaryPath, input.markdown)) {
		toolkit.warning("This runner has no room for a job summary.");
	}
	annotate(toolkit, input.annotations);
	if (verdict.outcome !== "pass") {
		if (inputs.fail) toolkit.setFailed(input.headline);
		else toolkit.warning(`${input.headline} (fail: false, so the step passes)`);
	}
	await comment(input);
}

function setOutputs(
	toolkit: Toolkit,
	verdict: Verdict,
	paths: { readonly verdict: string; readonly report: string },
): void {
	toolkit.setOutput("outcome", verdict.outcome);
	toolkit.setOutput("verdict", paths.verdict);
	toolkit.setOutput("report", paths.report);
	toolkit.setOutput("goroutines-growth", growth(verdict, "goroutines"));
	toolkit.setOutput("inuse-space-growth", growth(verdict, "inuse_space"));
}

/** What the budget was held to, under the worst of the loads; without a budget, the last round's; empty where there was neither. */
function growth(verdict: Verdict, metric: string): string {
	const growths = verdict.findings.flatMap((one) =>
		one.metric === metric && one.stacks === undefined ? (one.growth ?? []) : [],
	);
	const observed = verdict.observed.find((one) => one.metric === metric);
	return String(
		growths.length > 0
			? Math.max(...growths)
			: (observed?.rounds.at(-1)?.growth ?? ""),
	);
}

async function comment(input: Parameters<typeof publish>[0]): Promise<void> {
	const { verdict, inputs, run, toolkit } = input;
	if (inputs.comment === "never" || run.pullRequest === undefined) return;
	if (inputs.token === "") {
		toolkit.warning(
			"No comment: github-token is empty. The report is in the job summary.",
		);
		return;
	}
	try {
		const stuck = await stickComment({
			comments: await connect(input, run.pullRequest.number),
			marker: {
				key: inputs.commentKey || verdict.name,
				run: run.id,
				news: newsOf(verdict),
			},
			markdown: input.markdown,
			create: inputs.comment === "always" || verdict.outcome !== "pass",
		});
		toolkit.write(`${sentence(stuck)}\n`);
	} catch (error) {
		if (statusOf(error) === undefined) throw error;
		toolkit.warning(notPosted(error as Error, run));
		toolkit.startGroup("The report that could not be posted");
		logPlain(toolkit.write, input.markdown(COMMENT_LIMITS[0]));
		toolkit.endGroup();
	}
}

async function connect(
	input: Parameters<typeof publish>[0],
	number: number,
): Promise<Comments> {
	const { run, inputs, clock } = input;
	return await openComments(
		{
			apiUrl: run.apiUrl,
			token: inputs.token,
			owner: run.owner,
			repo: run.repo,
			number,
		},
		clock,
	);
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

function notPosted(error: Error, run: GithubRun): string {
	const status = statusOf(error);
	const said = `The comment could not be posted: ${error.message} (HTTP ${status}). Verdict, annotations and job summary stand; the report is in the summary, and in the log below.`;
	if (pauseMs(error, 1) !== undefined || (status !== 403 && status !== 404)) {
		return said;
	}
	return run.pullRequest?.fromFork
		? `${said} A pull request from a fork gets a read-only token, as it should. To be rid of this warning: ${FORKS}`
		: `${said} Give the job \`permissions: { contents: read, pull-requests: write }\`. Where it has that, the token is read-only all the same, as in Dependabot's runs: set comment: never there.`;
}

const FORKS = `comment: \${{ github.event.pull_request.head.repo.fork && 'never' || 'always' }}`;
