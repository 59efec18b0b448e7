import { join, relative, resolve } from "node:path";
import { uploadEvidence } from "../adapters/artifacts/upload.ts";
import { systemClock } from "../adapters/clock.ts";
import { baseOfEvent } from "../adapters/github/base-of-event.ts";
import {
	type Baselines,
	baselineCache,
} from "../adapters/github/baseline-cache.ts";
import { keyPrefix } from "../adapters/github/baseline-key.ts";
import type { GithubRun } from "../adapters/github/event.ts";
import { eventPayload } from "../adapters/github/event-payload.ts";
import type { MeasureInputs } from "../adapters/github/inputs.ts";
import { keepBaseline } from "../adapters/github/keep-baseline.ts";
import { legName } from "../adapters/github/leg.ts";
import { stopCommands } from "../adapters/github/plain-log.ts";
import { publish } from "../adapters/github/publish.ts";
import type { Toolkit } from "../adapters/github/toolkit.ts";
import { readPlanFile } from "../adapters/plan-file.ts";
import { childEnvironment } from "../adapters/process/environment.ts";
import { planFrom, planFromInputs } from "../engine.ts";
import { headline } from "../explain/headline.ts";
import type { Plan } from "../model/plan.ts";
import type { Progress } from "../model/progress.ts";
import { annotations } from "../report/annotations.ts";
import { markdownReport } from "../report/markdown.ts";
import { isFleeting, progressLine } from "../report/progress.ts";
import { textReport } from "../report/text.ts";
import { baseChoice, bringBase } from "./bring-base.ts";
import { interruptSignal } from "./interrupt.ts";
import { type Measured, measure } from "./measure.ts";

/** The Action's main work: one measurement, told to the job, the run and the pull request. */
export async function measureInJob(
	inputs: MeasureInputs,
	run: GithubRun,
	toolkit: Toolkit,
): Promise<void> {
	const folder = resolve(run.workspace, inputs.workingDirectory);
	const plan = readPlan(inputs, folder, run.workspace);
	const { signal } = interruptSignal();
	const show = (name: string) => (progress: Progress) => {
		if (isFleeting(progress)) return;
		toolkit.write(`${progressLine(name, progress, { color: false })}\n`);
	};
	const out = resolve(folder, inputs.out);
	const baselines = baselinesOf(inputs, plan, run);
	const bring = () =>
		bringBase({
			choice: baseChoice(
				inputs.base,
				(base) => resolve(folder, base),
				baselines,
			),
			plan,
			folder: out,
			progress: show(`${plan.name} (base)`),
			signal,
		});
	// The cache's library speaks commands itself: it masks its signed addresses.
	const base = baselines ? await bring() : await asText(toolkit, bring);
	const measured = await asText(toolkit, async () => {
		const progress = show(plan.name);
		const done = await measure({ plan, folder: out, progress, signal, base });
		toolkit.write(`\n${text(done, inputs.out)}`);
		return done;
	});
	const wasCut = signal.aborted;
	await publish(publication({ inputs, run, toolkit, measured, out, wasCut }));
	if (baselines && !signal.aborted) {
		const event = baseOfEvent(process.env, eventPayload(process.env));
		const { verdict } = measured;
		await keepBaseline({ baselines, verdict, folder: out, event, toolkit });
	}
}

/** Names and logs of the service pass by in the work: they speak no commands. */
async function asText<T>(
	{ write }: Toolkit,
	work: () => Promise<T>,
): Promise<T> {
	const resume = stopCommands(write);
	try {
		return await work();
	} finally {
		resume();
	}
}

function publication({
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

function baselinesOf(
	{ base, commentKey, matrix, workingDirectory }: MeasureInputs,
	{ name }: Plan,
	{ workspace, id }: GithubRun,
): Baselines | undefined {
	if (base !== "cache") return undefined;
	const { platform, arch } = process;
	const leg = commentKey || legName(name, matrix);
	const prefix = keyPrefix({ leg, workingDirectory, platform, arch });
	const clock = systemClock();
	return baselineCache({ workspace, prefix, run: id, clock });
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

function readPlan(
	{ budget }: MeasureInputs,
	folder: string,
	workspace: string,
): Plan {
	// A fork's budget file may name any variable: the runner's tokens are not among them.
	const environment = childEnvironment(process.env);
	switch (budget.kind) {
		case "short":
			return planFromInputs(budget.inputs, folder, environment);
		case "file": {
			const found = readPlanFile(folder, budget.path);
			// Annotations find a file by its path from the workspace.
			const file = relative(workspace, resolve(folder, found.file));
			return planFrom({ ...found, file }, environment);
		}
		default:
			return budget satisfies never;
	}
}

function text({ verdict, excerpts }: Measured, out: string): string {
	return textReport(verdict, {
		color: false,
		excerpts,
		paths: { report: `${out}/report.html`, folder: out },
	});
}
