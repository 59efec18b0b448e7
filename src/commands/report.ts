import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { readEvidence } from "../adapters/evidence/read.ts";
import { systemReason } from "../adapters/system-reason.ts";
import { judgeFolder } from "../engine.ts";
import { Stop } from "../model/problem.ts";
import { type CommandLine, folderOperand } from "./command-line.ts";
import { look } from "./look.ts";
import { reportsOf } from "./measure.ts";
import { verdictText } from "./verdict-text.ts";

/**
 * `leak-budget report DIR [--format FORMAT] [--out FILE]`: the verdict that the
 * evidence gives, whatever verdict.json says, in another format. Nothing in the
 * folder changes. Exit 0 when it is written: the gate is `run`, or `judge`.
 */
export async function report(line: CommandLine): Promise<number> {
	const { format, out } = line;
	const directory = folderOperand(line);
	const folder = resolve(directory);
	const verdict = judgeFolder(readEvidence(directory));
	const { excerpts } = reportsOf(verdict, folder);
	const toFile = out !== "-";
	const text = verdictText(verdict, {
		format,
		excerpts,
		folder,
		look: toFile ? { color: false } : look(process.stdout),
	});
	if (toFile) write(out, text);
	else process.stdout.write(text);
	return 0;
}

function write(file: string, text: string): void {
	try {
		writeFileSync(file, text);
	} catch (error) {
		throw new Stop({
			code: "output-unwritable",
			message: `${file} cannot be written: ${systemReason(error)}.`,
			remedy: "Name another file with --out.",
		});
	}
}
