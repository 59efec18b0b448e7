import { headline } from "../explain/headline.ts";
import { mended } from "../explain/mended.ts";
import { explainProblems } from "../explain/problem.ts";
import { remarks } from "../explain/remarks.ts";
import type { Excerpt } from "../model/excerpt.ts";
import type { Verdict } from "../model/verdict.ts";
import { type Palette, palette } from "./ansi.ts";
import { plain, plainName } from "./plain.ts";
import { textCulprits } from "./text-culprits.ts";
import { textProblems } from "./text-problems.ts";
import { textTable } from "./text-table.ts";
import { wrap } from "./wrap.ts";

export interface TextOptions {
	readonly color: boolean;
	/** Characters of a line; 100 where it is not known. */
	readonly width?: number;
	readonly excerpts: readonly Excerpt[];
	/** As the user would type them; undefined where nothing was written. */
	readonly paths:
		| { readonly report: string; readonly folder: string }
		| undefined;
}

/** The block that closes a run in the terminal. A healthy run is its headline and nothing else. */
export function textReport(verdict: Verdict, options: TextOptions): string {
	const paint = palette(options.color);
	const width = Math.max(40, options.width ?? 100);
	const blocks = [
		[textHeadline(verdict, paint)],
		textProblems(explainProblems(verdict), width, paint),
		quiet(verdict) || cutBeforeLoad(verdict) ? [] : textTable(verdict, paint),
		quiet(verdict) ? [] : sentences(remarks(verdict), width),
		...textCulprits(verdict, options.excerpts, width, paint),
		sentences(mendedText(verdict), width),
		sentences(verdict.notes, width),
		quiet(verdict) || !options.paths ? [] : [whereNext(verdict, options.paths)],
	];
	return `${blocks
		.filter((block) => block.length > 0)
		.map((block) => block.join("\n"))
		.join("\n\n")}\n`;
}

function sentences(all: readonly string[], width: number): readonly string[] {
	return all.flatMap((one) =>
		wrap(plain(one), width - 4).map((line) => `  ${line}`),
	);
}

function mendedText(verdict: Verdict): readonly string[] {
	const { shown, more } = mended(verdict);
	const lines = shown.map(
		({ name, place, was }) =>
			`Mended: ${plainName(name)} at ${plainName(place)} is gone (${was}).`,
	);
	return more === 0 ? lines : [...lines, `… and ${more} more are gone.`];
}

export function textHeadline(verdict: Verdict, paint: Palette): string {
	const { name, rest } = headline(verdict);
	const text = plain(`${plain(name, 60)}${rest}`, 400);
	switch (verdict.outcome) {
		case "pass":
			return `${paint.green("✓")} ${paint.bold(text)}`;
		case "fail":
			return `${paint.red("✗")} ${paint.bold(text)}`;
		case "undecided":
			return `${paint.yellow("?")} ${paint.bold(text)}`;
		default:
			return verdict.outcome satisfies never;
	}
}

/** Nothing to see: every budget was held without ever having been exceeded. */
function quiet(verdict: Verdict): boolean {
	return (
		verdict.outcome === "pass" &&
		verdict.problems.length === 0 &&
		verdict.findings.every(
			({ kind }) =>
				kind === "steady" || kind === "ceiling" || kind === "unmeasured",
		)
	);
}

/** The run ended before a round did: figures without growth would only bury what happened. */
function cutBeforeLoad({ problems, findings, observed }: Verdict): boolean {
	return (
		problems.length > 0 &&
		[...findings, ...observed].every(({ rounds }) => rounds.length === 0)
	);
}

/** A run that was cut short is not judged again, but looked into. */
function whereNext(
	{ problems }: Verdict,
	{ report, folder }: NonNullable<TextOptions["paths"]>,
): string {
	const next =
		problems.length > 0
			? `evidence  ${plain(folder)}/evidence`
			: `again  leak-budget judge ${plain(folder)}`;
	return `  report  ${plain(report)}      ${next}`;
}
