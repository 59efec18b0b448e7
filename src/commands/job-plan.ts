import { basename, relative, resolve } from "node:path";
import { artifactName } from "../adapters/artifacts/artifact-name.ts";
import { uploadEvidence } from "../adapters/artifacts/upload.ts";
import { systemClock } from "../adapters/clock.ts";
import type { GithubRun } from "../adapters/github/event.ts";
import { isDue, type MeasureInputs } from "../adapters/github/inputs.ts";
import { legName } from "../adapters/github/leg.ts";
import { readPlanFile } from "../adapters/plan-file.ts";
import { childEnvironment } from "../adapters/process/environment.ts";
import { planFrom, planFromInputs } from "../engine.ts";
import type { Plan } from "../model/plan.ts";
import { Stop } from "../model/problem.ts";
import { writeStopped } from "./measure.ts";

/**
 * The plan of the Action's budget file, or of its short inputs. Where it has
 * mistakes they are a verdict too, and an artifact: a comment on all legs is not
 * to leave this one out. Throws the Stop all the same.
 */
export async function planOfJob(
	inputs: MeasureInputs,
	folder: string,
	run: GithubRun,
): Promise<Plan> {
	try {
		return readPlan(inputs, folder, run.workspace);
	} catch (error) {
		if (error instanceof Stop) await leaveStopped(error, folder, inputs, run);
		throw error;
	}
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

/** The verdict of a run that never was. Where it finds no place, the errors that are shown anyway have to do. */
async function leaveStopped(
	{ problems }: Stop,
	folder: string,
	{ out, artifact, commentKey, matrix }: MeasureInputs,
	{ id }: GithubRun,
): Promise<void> {
	// As the budget file would be called that has no name.
	const name = basename(folder);
	try {
		writeStopped(problems, resolve(folder, out), name);
	} catch (error) {
		if (error instanceof Stop) return;
		throw error;
	}
	if (isDue(artifact, "undecided"))
		await uploadEvidence({
			name: artifactName(commentKey || legName(name, matrix), id.attempt),
			folder: resolve(folder, out),
			environment: process.env,
			clock: systemClock(),
		});
}
