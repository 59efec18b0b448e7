import { stoppedVerdict } from "../engine.ts";
import type { Excerpt } from "../model/excerpt.ts";
import type { Problem } from "../model/problem.ts";
import type { Progress } from "../model/progress.ts";
import type { Verdict } from "../model/verdict.ts";
import { isFleeting, progressLine } from "../report/progress.ts";
import { problemReport } from "../report/text-problems.ts";
import type { Format } from "./command-line.ts";
import { look } from "./look.ts";
import { verdictText } from "./verdict-text.ts";
import { TOOL } from "./version.ts";

/** Prints a verdict to standard output in the format that was asked for; `folder` is where its files are, if it has any. */
export function printVerdict(
	verdict: Verdict,
	options: {
		readonly format: Format;
		readonly excerpts: readonly Excerpt[];
		readonly folder: string | undefined;
	},
): void {
	process.stdout.write(
		verdictText(verdict, { ...options, look: look(process.stdout) }),
	);
}

/** What kept a run from beginning: sentences on standard error; for programs, a verdict of its own. */
export function printProblems(
	problems: readonly Problem[],
	format: Format,
): void {
	if (format === "text") {
		process.stderr.write(problemReport(problems, look(process.stderr)));
		return;
	}
	const verdict = stoppedVerdict("leak-budget", problems, TOOL);
	printVerdict(verdict, { format, excerpts: [], folder: undefined });
}

/** Shows progress on standard error: one live line on a terminal, a line for each finished phase elsewhere. */
export function progressPrinter(
	name: string,
	quiet: boolean,
): (progress: Progress) => void {
	if (quiet) return () => {};
	const { stderr } = process;
	const clear = stderr.isTTY ? "\r\u001b[K" : "";
	return (progress) => {
		const fleeting = isFleeting(progress);
		if (fleeting && !stderr.isTTY) return;
		stderr.write(
			`${clear}${progressLine(name, progress, look(stderr))}${fleeting ? "" : "\n"}`,
		);
	};
}
