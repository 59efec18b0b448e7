import { resolve } from "node:path";
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
import type { Plan } from "../model/plan.ts";
import type { Progress } from "../model/progress.ts";
import { isFleeting, progressLine } from "../report/progress.ts";
import { textReport } from "../report/text.ts";
import { baseChoice, bringBase } from "./bring-base.ts";
import { interruptSignal } from "./interrupt.ts";
import { planOfJob } from "./job-plan.ts";
import { type Measured, measure } from "./measure.ts";
import { publication } from "./publication.ts";

/**
 * The Action's main work: one measurement, told to the job, the run and the pull
 * request. A Stop where it cannot begin.
 */
export async function measureInJob(
	inputs: MeasureInputs,
	run: GithubRun,
	toolkit: Toolkit,
): Promise<void> {
	const folder = resolve(run.workspace, inputs.workingDirectory);
	const plan = await planOfJob(inputs, folder, run);
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

function text({ verdict, excerpts }: Measured, out: string): string {
	return textReport(verdict, {
		color: false,
		excerpts,
		paths: { report: `${out}/report.html`, folder: out },
	});
}
