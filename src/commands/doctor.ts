import { join } from "node:path";
import { goFacts } from "../adapters/go/go-facts.ts";
import { readPlanFile } from "../adapters/plan-file.ts";
import { childEnvironment } from "../adapters/process/environment.ts";
import { isRunnable } from "../adapters/process/on-path.ts";
import { readyAddress, tryConnect } from "../adapters/service/address.ts";
import { usesGoRun } from "../adapters/service/go-run.ts";
import { gitFacts } from "../adapters/source/git-facts.ts";
import { textsBelow } from "../adapters/source/listing.ts";
import { placeInRepository } from "../adapters/source/repository.ts";
import {
	fileCheck,
	goChecks,
	historyCheck,
	leftoverCheck,
	loadCheck,
	platformCheck,
	portCheck,
	programOfCommand,
	readyCheck,
	workflowChecks,
} from "../engine/doctor.ts";
import { planFrom } from "../engine.ts";
import type { Check } from "../model/check.ts";
import { isLoopback } from "../model/loopback.ts";
import type { Plan } from "../model/plan.ts";
import { Stop } from "../model/problem.ts";
import { checkOfProblem, checksReport } from "../report/checks.ts";
import type { CommandLine } from "./command-line.ts";
import { trial } from "./trial.ts";
import { usage } from "./usage.ts";

const EVIDENCE_FOLDER = ".leak-budget";

/**
 * `leak-budget doctor [FILE]`: one line for each thing that a run needs. Exit 2
 * where one is missing; a warning is none. Nothing is built without --build, and
 * nothing started without --start.
 */
export async function doctor(
	{ operands, build, start }: CommandLine,
	signal: AbortSignal,
): Promise<number> {
	const [named, ...more] = operands;
	if (more.length > 0) throw usage("doctor takes one budget file.");
	const checks: Check[] = [platformCheck(process.platform)];
	const plan = await orProblems(checks, "budget file", async () =>
		planFrom(readPlanFile(process.cwd(), named), process.env),
	);
	if (plan) checks.push(fileCheck(plan));
	await orProblems(checks, "Go", async () => {
		checks.push(...(await checksOfGo(plan, signal)));
	});
	if (plan) checks.push(...(await checksOfPlan(plan)));
	checks.push(...checksOfRepository(plan?.directory ?? process.cwd()));
	if (plan && (build || start))
		await trial(plan, { start, signal }, async (subject, step) => {
			const check = await orProblems(checks, subject, step);
			if (check) checks.push(check);
			return check !== undefined;
		});
	process.stdout.write(checksReport(checks));
	return checks.some(({ level }) => level === "problem") ? 2 : 0;
}

/** What stops one look is a line of its own; the others go on. */
async function orProblems<T>(
	checks: Check[],
	subject: string,
	look: () => Promise<T>,
): Promise<T | undefined> {
	try {
		return await look();
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		checks.push(...error.problems.map((one) => checkOfProblem(subject, one)));
		return undefined;
	}
}

/** A service that is built already needs no Go. */
async function checksOfGo(
	plan: Plan | undefined,
	signal: AbortSignal,
): Promise<readonly Check[]> {
	const service = plan?.service;
	if (service && service.build === undefined && !usesGoRun(service.run))
		return [];
	return goChecks(
		await goFacts({
			directory: service?.cwd ?? process.cwd(),
			env: childEnvironment(process.env, service?.env ?? {}),
			signal,
		}),
	);
}

async function checksOfPlan(plan: Plan): Promise<readonly Check[]> {
	const { service, load, directory } = plan;
	const address = readyAddress(service.ready);
	const isHere = address !== undefined && isLoopback(address.host);
	const path = childEnvironment(process.env).PATH ?? "";
	return [
		readyCheck(service),
		...(isHere
			? [
					portCheck(
						address.port,
						(await tryConnect(address, 500)) !== undefined,
					),
				]
			: []),
		...load.map((scenario) => {
			const program =
				scenario.kind === "command"
					? programOfCommand(scenario.run)
					: undefined;
			return loadCheck(
				scenario,
				program === undefined
					? undefined
					: isRunnable(program, directory, path),
			);
		}),
	];
}

function checksOfRepository(directory: string): readonly Check[] {
	const { root } = placeInRepository(directory);
	const facts = gitFacts(directory, EVIDENCE_FOLDER);
	const leftover = leftoverCheck(EVIDENCE_FOLDER, facts);
	return [
		historyCheck(facts),
		...(leftover ? [leftover] : []),
		...workflowChecks(workflowsOf(root)),
	];
}

function workflowsOf(root: string): ReadonlyMap<string, string> {
	const folder = ".github/workflows";
	try {
		const texts = textsBelow(join(root, folder), (path) =>
			/^[^/]+\.ya?ml$/.test(path),
		);
		return new Map(
			[...texts].map(([name, text]) => [`${folder}/${name}`, text]),
		);
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		return new Map();
	}
}
