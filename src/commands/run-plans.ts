import { join, resolve } from "node:path";
import { readPlanFile } from "../adapters/plan-file.ts";
import { safeName } from "../adapters/safe-name.ts";
import { planFrom } from "../engine.ts";
import type { Plan } from "../model/plan.ts";
import { type Problem, Stop } from "../model/problem.ts";
import { baseChoice, bringBase } from "./bring-base.ts";
import type { CommandLine } from "./command-line.ts";
import { measure, writeStopped } from "./measure.ts";
import { printVerdict, progressPrinter } from "./print.ts";

/** `leak-budget run [FILE…]`: one run for each budget file, one after the other. */
export async function runPlans(
	line: CommandLine,
	signal: AbortSignal,
): Promise<number> {
	// All files are read first: an error in the last must not cost the runs before it.
	const plans = plansOrVerdict(line);
	const codes: number[] = [];
	for (const plan of plans) {
		const own = (path: string) =>
			plans.length === 1 ? path : join(path, safeName(plan.name));
		const folder = resolve(own(line.out));
		const progress = progressPrinter(plan.name, line.quiet);
		const base = await bringBase({
			choice: baseChoice(line.base, own),
			plan,
			folder,
			progress: progressPrinter(`${plan.name} (base)`, line.quiet),
			signal,
		});
		const { verdict, excerpts } = await measure({
			plan,
			folder,
			progress,
			signal,
			base,
		});
		printVerdict(verdict, { format: line.format, excerpts, folder });
		codes.push(verdict.exitCode);
		// Exit code 2: collecting ends with the interruption as its problem.
		if (signal.aborted) break;
	}
	return codes.includes(1) ? 1 : Math.max(...codes);
}

/** A budget file with mistakes leaves a verdict too, in the place of the one of an earlier run. */
function plansOrVerdict({ operands, out }: CommandLine): readonly Plan[] {
	try {
		return readPlans(operands);
	} catch (error) {
		if (error instanceof Stop && !error.problems.some(isMissing))
			throw withVerdict(error, resolve(out));
		throw error;
	}
}

/** The error, once its verdict is written; where it cannot be, with the reason. */
function withVerdict(error: Stop, folder: string): Stop {
	try {
		writeStopped(error.problems, folder);
		return error;
	} catch (unwritten) {
		if (!(unwritten instanceof Stop)) throw unwritten;
		return new Stop(...error.problems, ...unwritten.problems);
	}
}

/** No budget file: the wrong folder most likely, which is no place to write. */
function isMissing({ code }: Problem): boolean {
	return code === "config-not-found";
}

function readPlans(files: readonly string[]): readonly Plan[] {
	const named = files.length > 0 ? files : [undefined];
	const plans = named.map((file) =>
		planFrom(readPlanFile(process.cwd(), file), process.env),
	);
	const twice = plans.find(
		(plan, index) =>
			plans.findIndex((other) => other.name === plan.name) !== index,
	);
	if (!twice) return plans;
	throw new Stop({
		code: "config-same-name",
		message: `Two of the budget files are called ${twice.name}: their evidence would land in one folder.`,
		remedy: "Give each a `name:` of its own.",
	});
}
