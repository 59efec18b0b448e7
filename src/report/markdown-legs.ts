import type { Leg } from "../model/leg.ts";
import type { Verdict } from "../model/verdict.ts";
import type { Links } from "./links.ts";
import { markdownReport } from "./markdown.ts";
import { code } from "./markdown-text.ts";

/** All legs of a run, and what else is known of it. */
export interface Legs {
	readonly legs: readonly Leg[];
	/** How many more there may be, which nobody read. */
	readonly unread: number;
	/** GitHub says that the run failed. */
	readonly runFailed: boolean;
}

export interface LegsOptions {
	readonly links: Links;
	/** Number of the workflow run. */
	readonly run: number;
	/** Most characters of the whole text. */
	readonly limit: number;
}

/** One comment for all legs of a run: a section each, the worst first. Of a single leg it is that leg's own report. */
export function markdownLegs(all: Legs, options: LegsOptions): string {
	const sections = named(all.legs);
	const blocks = [heading(all), ...remarks(all)];
	const [only] = sections;
	if (only && all.legs.length === 1 && blocks.length === 1)
		return section(only, options, options.limit, 3);
	let left = options.limit - blocks.join(SEPARATOR).length - MORE_CHARACTERS;
	let shown = 0;
	for (const one of sections) {
		// What a short section leaves is for those after it.
		const share = Math.floor(left / (sections.length - shown));
		// With less than this a section cannot name its place: the rest is counted.
		const text = section(one, options, Math.max(share, LEAST_CHARACTERS), 4);
		if (text.length + SEPARATOR.length > left) break;
		left -= text.length + SEPARATOR.length;
		blocks.push(text.trimEnd());
		shown++;
	}
	const more = sections.length - shown;
	if (more > 0) blocks.push(`… and ${more} more, which find no room here.`);
	return `${blocks.join(SEPARATOR)}\n`;
}

const SEPARATOR = "\n\n";
const LEAST_CHARACTERS = 700;
/** Of the line that counts what finds no room. */
const MORE_CHARACTERS = 60;

/** Of all that a run left: what nobody could read is undecided. */
export function legsOutcome({
	legs,
	unread,
	runFailed,
}: Legs): Verdict["outcome"] {
	const outcomes = legs.map(outcomeOf);
	if (outcomes.includes("fail")) return "fail";
	return unread > 0 || runFailed || outcomes.includes("undecided")
		? "undecided"
		: "pass";
}

function outcomeOf({ content }: Leg): Verdict["outcome"] {
	return "refused" in content ? "undecided" : content.verdict.outcome;
}

interface Section {
	readonly verdict: Verdict;
	readonly artifact: number;
}

/** The worst first; the leg stands beside a service's name where that alone is not enough. */
function named(legs: readonly Leg[]): readonly Section[] {
	const read = legs.flatMap(({ content, ...leg }) =>
		"verdict" in content ? [{ ...leg, ...content }] : [],
	);
	const isTwice = (name: string) =>
		read.filter(({ verdict }) => verdict.name === name).length > 1;
	return read
		.map(({ leg, verdict, artifact }) => ({
			artifact,
			verdict: isTwice(verdict.name)
				? { ...verdict, name: `${verdict.name} ${label(leg, verdict.name)}` }
				: verdict,
		}))
		.toSorted(
			(a, b) =>
				ORDER.indexOf(a.verdict.outcome) - ORDER.indexOf(b.verdict.outcome) ||
				(a.verdict.name < b.verdict.name ? -1 : 1),
		);
}

const ORDER: readonly Verdict["outcome"][] = ["fail", "undecided", "pass"];

/** Of a leg's name in an artifact what the service's does not say: `shop-1.26--9bd58486` is `1.26`. */
function label(leg: string, service: string): string {
	const rest = leg.startsWith(`${service}-`)
		? leg.slice(service.length + 1)
		: leg;
	return rest.replace(/-+(?:[0-9a-f]{8})?$/u, "") || leg;
}

function section(
	{ verdict, artifact }: Section,
	{ links, run }: LegsOptions,
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

/** `### ❌ 1 of 3 over budget, 1 of 3 undecided`. */
function heading(all: Legs): string {
	const count = all.legs.length + all.unread;
	const outcomes = all.legs.map(outcomeOf);
	const over = outcomes.filter((one) => one === "fail").length;
	const undecided =
		outcomes.filter((one) => one === "undecided").length + all.unread;
	const said = [
		...(over === 0 ? [] : [`${over} of ${count} over budget`]),
		...(undecided === 0 ? [] : [`${undecided} of ${count} undecided`]),
	].join(", ");
	switch (legsOutcome(all)) {
		case "fail":
			return `### ❌ ${said}`;
		case "undecided":
			return `### ❓ ${said || `the run failed, though ${count === 1 ? "the one" : `all ${count}`} that left a verdict is within budget`}`;
		case "pass":
			return `### ✅ all ${count} within budget`;
	}
}

/** What is not in a section, without a word of whoever left it. */
function remarks({ legs, unread, runFailed }: Legs): readonly string[] {
	const refused = legs.flatMap(({ leg, content }) =>
		"refused" in content
			? [`- ❓ ${code(leg, 60)}: its evidence is not taken: ${content.refused}`]
			: [],
	);
	const shown = refused.slice(0, MOST_REFUSED);
	const hidden = refused.length - shown.length;
	const lines = [
		...shown,
		...(hidden === 0 ? [] : [`- ❓ and ${hidden} more`]),
		...(unread === 0 ? [] : [`- ❓ ${unread} more artifacts were not read`]),
		...(runFailed && legs.every((leg) => outcomeOf(leg) === "pass")
			? [
					"- ❓ A job of the run failed and left no verdict: it ended before it measured, or something else in it failed.",
				]
			: []),
	];
	return lines.length === 0 ? [] : [lines.join("\n")];
}

const MOST_REFUSED = 10;
