import type { Verdict } from "../model/verdict.ts";
import type { Links } from "./links.ts";
import { markdownReport } from "./markdown.ts";
import { code } from "./markdown-text.ts";

/** What one job of a workflow run measured. */
export interface Leg {
	/** What tells it from the others. */
	readonly leg: string;
	/** GitHub's number of the artifact that it left. */
	readonly artifact: number;
	readonly content:
		| { readonly verdict: Verdict }
		| { readonly refused: string };
}

/** One comment for all legs of a run: a section each, the worst first. Of a single leg it is that leg's own report. */
export function markdownLegs(
	legs: readonly Leg[],
	options: {
		readonly links: Links;
		/** Number of the workflow run. */
		readonly run: number;
		/** Most characters of the whole text. */
		readonly limit: number;
	},
): string {
	const read = named(legs);
	const [only] = read;
	if (only && legs.length === 1)
		return section(only, options, options.limit, 3);
	const { limit } = options;
	const head = [heading(read, legs.length), ...refusals(legs)].join("\n\n");
	let left = limit - head.length;
	const sections = read.map((one, index) => {
		// What a short section leaves is for those after it.
		const share = Math.floor(left / (read.length - index)) - SEPARATOR.length;
		const text = section(one, options, share, 4);
		left -= text.length + SEPARATOR.length;
		return text;
	});
	return [head, ...sections].join(SEPARATOR).slice(0, limit);
}

const SEPARATOR = "\n\n";

interface Read {
	readonly verdict: Verdict;
	readonly artifact: number;
}

/** The worst first; the leg stands beside a service's name where that alone is not enough. */
function named(legs: readonly Leg[]): readonly Read[] {
	const read = legs.flatMap(({ content, ...leg }) =>
		"verdict" in content ? [{ ...leg, ...content }] : [],
	);
	const isTwice = (name: string) =>
		read.filter(({ verdict }) => verdict.name === name).length > 1;
	return read
		.map(({ leg, verdict, artifact }) => ({
			artifact,
			verdict: isTwice(verdict.name)
				? { ...verdict, name: `${verdict.name} ${leg}` }
				: verdict,
		}))
		.toSorted(
			(a, b) =>
				ORDER.indexOf(a.verdict.outcome) - ORDER.indexOf(b.verdict.outcome) ||
				(a.verdict.name < b.verdict.name ? -1 : 1),
		);
}

const ORDER: readonly Verdict["outcome"][] = ["fail", "undecided", "pass"];

function section(
	{ verdict, artifact }: Read,
	{ links, run }: { readonly links: Links; readonly run: number },
	limit: number,
	level: number,
): string {
	return markdownReport(verdict, {
		excerpts: [],
		limit,
		level,
		links,
		run,
		artifact,
	});
}

/** `### ❌ 1 of 3 over budget, 1 undecided`. */
function heading(read: readonly Read[], all: number): string {
	const count = (outcome: Verdict["outcome"]) =>
		read.filter(({ verdict }) => verdict.outcome === outcome).length;
	const [over, undecided] = [
		count("fail"),
		count("undecided") + all - read.length,
	];
	const said = [
		...(over === 0 ? [] : [`${over} of ${all} over budget`]),
		...(undecided === 0 ? [] : [`${undecided} of ${all} undecided`]),
	];
	if (said.length === 0) return `### ✅ all ${all} within budget`;
	return `### ${over > 0 ? "❌" : "❓"} ${said.join(", ")}`;
}

function refusals(legs: readonly Leg[]): readonly string[] {
	const lines = legs.flatMap(({ leg, content }) =>
		"refused" in content
			? [
					`- ❓ ${code(leg)}: its evidence was refused: ${code(content.refused, 120)}`,
				]
			: [],
	);
	return lines.length === 0 ? [] : [lines.join("\n")];
}
