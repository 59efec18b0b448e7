import { stoppedVerdict } from "../engine.ts";
import type { Excerpt } from "../model/excerpt.ts";
import type { Problem } from "../model/problem.ts";
import type { Progress } from "../model/progress.ts";
import type { Verdict } from "../model/verdict.ts";
import { verdictJson } from "../report/json.ts";
import { markdownReport } from "../report/markdown.ts";
import { isFleeting, progressLine } from "../report/progress.ts";
import { textReport } from "../report/text.ts";
import { problemReport } from "../report/text-problems.ts";
import type { CommandLine } from "./command-line.ts";
import { look } from "./look.ts";
import { typed } from "./typed.ts";
import { TOOL } from "./version.ts";

/** Nobody reads more on a terminal, and a log has its limits. */
const MARKDOWN_CHARACTERS = 60_000;

/** Prints a verdict to standard output in the format that was asked for; `folder` is where its files are, if it has any. */
export function printVerdict(
	verdict: Verdict,
	options: {
		readonly format: CommandLine["format"];
		readonly excerpts: readonly Excerpt[];
		readonly folder: string | undefined;
	},
): void {
	process.stdout.write(printed(verdict, options));
}

function printed(
	verdict: Verdict,
	{ format, excerpts, folder }: Parameters<typeof printVerdict>[1],
): string {
	switch (format) {
		case "json":
			return verdictJson(verdict);
		case "markdown":
			return markdownReport(verdict, { excerpts, limit: MARKDOWN_CHARACTERS });
		case "text":
			return textReport(verdict, {
				...look(process.stdout),
				excerpts,
				paths: pathsOf(folder),
			});
		default:
			return format satisfies never;
	}
}

/** What kept a run from beginning: sentences on standard error; for programs, a verdict of its own. */
export function printProblems(
	problems: readonly Problem[],
	format: CommandLine["format"],
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

function pathsOf(folder: string | undefined) {
	if (folder === undefined) return undefined;
	return { report: `${typed(folder)}/report.html`, folder: typed(folder) };
}
