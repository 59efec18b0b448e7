import type { Excerpt } from "../model/excerpt.ts";
import type { Verdict } from "../model/verdict.ts";
import { htmlReport } from "../report/html/html-report.ts";
import { verdictJson } from "../report/json.ts";
import { junitReport } from "../report/junit.ts";
import { markdownReport } from "../report/markdown.ts";
import { sarifReport } from "../report/sarif.ts";
import { textReport } from "../report/text.ts";
import type { Format } from "./command-line.ts";
import { reportsOf } from "./measure.ts";
import { typed } from "./typed.ts";

/** Nobody reads more on a terminal, and a log has its limits. */
const MARKDOWN_CHARACTERS = 60_000;

/** A verdict in the format that was asked for; `folder` is where its files are, undefined where there never was a run. */
export function verdictText(
	verdict: Verdict,
	{
		format,
		excerpts,
		folder,
		look,
	}: {
		readonly format: Format;
		readonly excerpts: readonly Excerpt[];
		readonly folder: string | undefined;
		readonly look: { readonly color: boolean; readonly width?: number };
	},
): string {
	const reports = () =>
		folder === undefined ? undefined : reportsOf(verdict, folder);
	const limit = MARKDOWN_CHARACTERS;
	switch (format) {
		case "json":
			return verdictJson(verdict);
		case "junit":
			return junitReport(verdict, excerpts);
		case "sarif":
			return sarifReport(verdict, excerpts);
		case "markdown":
			return (
				reports()?.markdown(limit) ??
				markdownReport(verdict, { excerpts, limit })
			);
		case "html":
			return (
				reports()?.html() ?? htmlReport(verdict, { ...NOTHING_SEEN, excerpts })
			);
		case "text":
			return textReport(verdict, { ...look, excerpts, paths: pathsOf(folder) });
		default:
			return format satisfies never;
	}
}

const NOTHING_SEEN = { readings: [], settled: [], folder: "." };

function pathsOf(folder: string | undefined) {
	if (folder === undefined) return undefined;
	return { report: `${typed(folder)}/report.html`, folder: typed(folder) };
}
