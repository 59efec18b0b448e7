import { join, resolve } from "node:path";
import type { PlanFile } from "../adapters/plan-file.ts";
import { replaceText } from "../adapters/replace-text.ts";
import { planFrom } from "../engine.ts";
import type { Plan } from "../model/plan.ts";
import { lineDiff } from "../report/line-diff.ts";
import type { CommandLine } from "./command-line.ts";
import { type Measured, measure } from "./measure.ts";
import { progressPrinter } from "./print.ts";

/** A budget file that is to be tuned, and the run of its service that does it. */
export interface Tuning {
	readonly file: PlanFile;
	readonly plan: Plan;
	readonly line: CommandLine;
	/** Run number `run` of the service, by these rules. */
	readonly measure: (plan: Plan, run: number) => Promise<Measured>;
}

/** A budget file that parses, ready to be tuned; a Stop for one that does not. */
export function tuningOf(
	file: PlanFile,
	line: CommandLine,
	signal: AbortSignal,
): Tuning {
	const plan = planFrom(file, process.env);
	return {
		file,
		plan,
		line,
		measure: (by, run) =>
			measure({
				plan: by,
				// The evidence of the last real run stays.
				folder: resolve(join(line.out, "tune")),
				progress: progressPrinter(
					`${plan.name} (${run} of ${line.tune.runs})`,
					line.quiet,
				),
				signal,
			}),
	};
}

/** Puts the text in the file's place, or shows what would change. */
export function write({ file, line }: Tuning, after: string): void {
	const { stdout } = process;
	const before = file.text;
	if (after === before) {
		stdout.write(`\n${file.file} stays as it is.\n`);
	} else if (line.tune.dryRun) {
		stdout.write(`\n${lineDiff(file.file, before, after)}`);
	} else {
		replaceText(resolve(file.file), { before, after });
		stdout.write(`\nWritten to ${file.file}.\n`);
	}
}
