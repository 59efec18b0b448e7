import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { systemClock } from "../adapters/clock.ts";
import { EVIDENCE } from "../adapters/evidence/layout.ts";
import { readEvidence } from "../adapters/evidence/read.ts";
import { openFile } from "../adapters/open-file.ts";
import { runInForeground } from "../adapters/process/foreground.ts";
import { profilePair } from "../engine/profile-pair.ts";
import { judgeFolder } from "../engine.ts";
import { foldJournal } from "../model/journal.ts";
import { Stop } from "../model/problem.ts";
import { plainLine } from "../report/plain.ts";
import {
	type CommandLine,
	folderOperand,
	type OpenProfile,
} from "./command-line.ts";
import { reportsOf } from "./measure.ts";
import { typed } from "./typed.ts";

/** `leak-budget open DIR`: its page in the browser; with --pprof the difference of a profile, in pprof's, until Ctrl-C. */
export function open(line: CommandLine, signal: AbortSignal): Promise<number> {
	const folder = folderOperand(line);
	return line.pprof === undefined
		? openPage(folder)
		: openPprof(folder, line.pprof, signal);
}

/** The page is written anew: one from elsewhere may hold anybody's script. */
async function openPage(directory: string): Promise<number> {
	const verdict = judgeFolder(readEvidence(directory));
	const page = writtenPage(reportsOf(verdict, resolve(directory)));
	process.stdout.write(`${typed(page)}\n`);
	const reason = await openFile(page);
	if (reason !== undefined)
		process.stderr.write(
			`No browser was opened (${plainLine(reason, 200)}): open that file in one.\n`,
		);
	return 0;
}

/** Where the folder cannot be written (somebody else's, or a read-only disk) it lies beside other temporary files. */
function writtenPage(reports: ReturnType<typeof reportsOf>): string {
	try {
		return reports.write().paths.html;
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		const page = join(
			mkdtempSync(join(tmpdir(), "leak-budget-")),
			"report.html",
		);
		writeFileSync(page, reports.html());
		return page;
	}
}

async function openPprof(
	directory: string,
	profile: OpenProfile,
	signal: AbortSignal,
): Promise<number> {
	const reader = readEvidence(directory);
	const { before, after } = profilePair(foldJournal(reader.events()), profile);
	const [base, file] = [before, after].map((path) => {
		// A journal may name any file: those outside the folder cannot be read.
		reader.read(path);
		return join(resolve(directory), EVIDENCE, path);
	}) as [string, string];
	// With port 0 pprof would print that instead of the one it got.
	const words = ["tool", "pprof", "-http=localhost:", "-base", base, file];
	try {
		const clock = systemClock();
		const code = await runInForeground("go", words, { signal, clock });
		return code === 0 || signal.aborted ? 0 : 2;
	} catch (error) {
		if (Object(error).code !== "ENOENT") throw error;
		throw new Stop({
			code: "go-not-found",
			message: "There is no go command on PATH, and pprof comes with it.",
			remedy:
				"Install Go; or leave --pprof out: the page shows the same difference.",
		});
	}
}
