import { join } from "node:path";
import { uploadEvidence } from "../adapters/artifacts/upload.ts";
import { systemClock } from "../adapters/clock.ts";
import type { GithubRun } from "../adapters/github/event.ts";
import type { MeasureInputs } from "../adapters/github/inputs.ts";
import type { publish } from "../adapters/github/publish.ts";
import type { Toolkit } from "../adapters/github/toolkit.ts";
import { headline } from "../explain/headline.ts";
import { annotations } from "../report/annotations.ts";
import { markdownReport } from "../report/markdown.ts";
import type { Measured } from "./measure.ts";

/** What `publish` is to tell of a measurement. */
export function publication({
	inputs,
	run,
	toolkit,
	measured: { verdict, excerpts, timeline, paths },
	out,
	wasCut,
}: {
	readonly inputs: MeasureInputs;
	readonly run: GithubRun;
	readonly toolkit: Toolkit;
	readonly measured: Measured;
	readonly out: string;
	/** A newer push cancels the run of the older one, which then has nothing to say and little time. */
	readonly wasCut: boolean;
}): Parameters<typeof publish>[0] {
	const { name, rest } = headline(verdict);
	const clock = systemClock();
	return {
		verdict,
		headline: `${name}${rest}`,
		markdown: (limit, artifact) =>
			markdownReport(verdict, {
				excerpts,
				timeline,
				limit,
				run: run.id.run,
				...(artifact !== undefined && { artifact }),
				isPullRequest: run.pullRequest !== undefined,
				...rerunBy(inputs),
				links: {
					repository: `${run.serverUrl}/${run.owner}/${run.repo}`,
					sha: run.sha,
				},
			}),
		annotations: annotations(verdict, excerpts),
		inputs: wasCut
			? { ...inputs, comment: "never", artifact: "never" }
			: inputs,
		run,
		paths,
		upload: (name) =>
			uploadEvidence({ name, folder: out, environment: process.env, clock }),
		summaryPath: process.env.GITHUB_STEP_SUMMARY,
		toolkit,
		clock,
	};
}

/** What the same run is on a laptop; short inputs are in no file that could be run. */
function rerunBy({ budget, workingDirectory }: MeasureInputs): {
	readonly rerun?: string;
} {
	if (budget.kind === "short") return {};
	const run = "npx go-leak-budget run";
	const { path } = budget;
	if (path !== undefined)
		return { rerun: `${run} ${join(workingDirectory, path)}` };
	return {
		rerun: workingDirectory === "." ? run : `cd ${workingDirectory} && ${run}`,
	};
}
