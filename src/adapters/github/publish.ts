import type { Verdict } from "../../model/verdict.ts";
import type { Clock } from "../../ports.ts";
import { artifactName } from "../artifacts/artifact-name.ts";
import type { Uploaded } from "../artifacts/upload.ts";
import { type Annotation, annotate } from "./annotate.ts";
import type { GithubRun } from "./event.ts";
import { isDue, type MeasureInputs } from "./inputs.ts";
import { legName } from "./leg.ts";
import { newsOf } from "./news.ts";
import { postComment } from "./post-comment.ts";
import { writeSummary } from "./summary.ts";
import type { Toolkit } from "./toolkit.ts";

/**
 * Tells GitHub a verdict: outputs, annotations, the step's failure, the artifact,
 * job summary and the pull request's comment, in that order, so that what cannot
 * be uploaded or posted takes nothing else with it.
 */
export async function publish(input: {
	readonly verdict: Verdict;
	/** The first line of every report, without Markdown. */
	readonly headline: string;
	/** The report for comment and summary in at most so many characters; `artifact` is GitHub's number of the evidence. */
	readonly markdown: (limit: number, artifact?: number) => string;
	readonly annotations: readonly Annotation[];
	readonly inputs: MeasureInputs;
	readonly run: GithubRun;
	readonly paths: { readonly verdict: string; readonly report: string };
	/** Puts the evidence up as an artifact of this name. */
	readonly upload: (name: string) => Promise<Uploaded>;
	/** GITHUB_STEP_SUMMARY. */
	readonly summaryPath: string | undefined;
	readonly toolkit: Toolkit;
	readonly clock: Clock;
	/** How long one answer may take; 10 s unless told. */
	readonly requestMs?: number;
}): Promise<void> {
	const { verdict, toolkit, inputs, run } = input;
	const key = inputs.commentKey || legName(verdict.name, inputs.matrix);
	setOutputs(toolkit, verdict, input.paths);
	annotate(toolkit, input.annotations);
	if (verdict.outcome !== "pass") {
		if (inputs.fail) toolkit.setFailed(input.headline);
		else toolkit.warning(`${input.headline} (fail: false, so the step passes)`);
	}
	const artifact = isDue(inputs.artifact, verdict.outcome)
		? await upload(input, artifactName(key, run.id.attempt))
		: undefined;
	const markdown = (limit: number) => input.markdown(limit, artifact);
	if (!writeSummary(input.summaryPath, markdown)) {
		toolkit.warning("This runner has no room for a job summary.");
	}
	const { comment, token } = inputs;
	if (comment === "never" || run.pullRequest === undefined) return;
	await postComment({
		pullRequest: run.pullRequest,
		run,
		measured: run.id,
		key,
		news: newsOf(verdict),
		markdown,
		create: isDue(comment, verdict.outcome),
		token,
		toolkit,
		clock: input.clock,
		requestMs: input.requestMs,
	});
}

/** Its number; undefined where there is none, and then somebody is told why. */
async function upload(
	{ toolkit, upload }: Parameters<typeof publish>[0],
	name: string,
): Promise<number | undefined> {
	const uploaded = await upload(name);
	if ("failed" in uploaded) {
		toolkit.notice(`The evidence was not uploaded. ${uploaded.failed}`);
		return undefined;
	}
	toolkit.setOutput("artifact", uploaded.name);
	return uploaded.id;
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
