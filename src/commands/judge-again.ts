import { resolve } from "node:path";
import { readEvidence } from "../adapters/evidence/read.ts";
import { readPlanFile } from "../adapters/plan-file.ts";
import { judgeFolder, planFrom } from "../engine.ts";
import { Stop } from "../model/problem.ts";
import { plainLine } from "../report/plain.ts";
import { type CommandLine, folderOperand } from "./command-line.ts";
import { reportsOf } from "./measure.ts";
import { printVerdict } from "./print.ts";

/** `leak-budget judge DIR [--config FILE] [--base DIR]`: the verdict from the evidence alone; the service is not needed. */
export async function judgeAgain(line: CommandLine): Promise<number> {
	const { base, config, format } = line;
	const directory = folderOperand(line);
	const folder = resolve(directory);
	const other =
		config === undefined
			? undefined
			: planFrom(readPlanFile(process.cwd(), config), undefined);
	// Errors name the files as the folder was typed.
	const against =
		base === undefined ? base : { ref: base, folder: readEvidence(base) };
	const verdict = judgeFolder(readEvidence(directory), other, against);
	const { excerpts, write } = reportsOf(verdict, folder, against?.folder);
	// The verdict is what was asked for; a folder of another machine may be read-only.
	printVerdict(verdict, { format, excerpts, folder });
	try {
		write();
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		process.stderr.write(
			`The reports were not written. ${plainLine(error.message, 500)}\n`,
		);
	}
	return verdict.exitCode;
}
