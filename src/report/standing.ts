import { shortFunction } from "../explain/function-name.ts";
import { knownLink } from "../explain/known-link.ts";
import { shortFile } from "../explain/short-file.ts";
import { waitMeaning, waitWords } from "../explain/wait-meaning.ts";
import { formatCount } from "../model/quantity.ts";
import type { Standing, StandingGroup } from "../model/standing.ts";
import { amount } from "./amounts.ts";
import { type Palette, palette } from "./ansi.ts";
import { plain, plainLine, plainName } from "./plain.ts";
import { spanText } from "./spans.ts";
import { stackPlace } from "./stack-place.ts";
import { wrap } from "./wrap.ts";

/**
 * What `leak-budget explain` prints: totals, then a block a group of stacks: how
 * many, where, why they wait, cause and mend. At most `limit` blocks; the rest
 * is counted.
 */
export function standingReport(
	{ unit, held, groups }: Standing,
	options: {
		readonly limit: number;
		readonly color: boolean;
		readonly width?: number;
	},
): string {
	const paint = palette(options.color);
	const width = Math.max(40, options.width ?? 100);
	const isHeap = unit === "heap";
	const shown = groups.slice(0, options.limit);
	const more = groups.length - shown.length;
	const total = isHeap
		? `heap, estimated from samples: ${amount(held.bytes, "bytes")}, ${formatCount(held.count)} objects`
		: `${formatCount(held.count)} ${held.count === 1 ? "goroutine" : "goroutines"}`;
	const blocks = [
		[`${total} in ${counted(groups.length)}`],
		...shown.map((group, index) => [
			...place(group, index + 1, isHeap, paint),
			...meaning(
				group,
				firstOf(group, shown),
				index + 1,
				width - INDENT.length,
			).map((line) => INDENT + line),
		]),
		more === 0 ? [] : [`… and ${counted(more)} more: -limit 0 shows all`],
		...[
			shown.some(({ diagnosis }) => diagnosis) ? HEED : "",
			!isHeap && shown.some(({ wait }) => wait === null) ? NO_WAITS : "",
		].map((note) => (note === "" ? [] : wrap(note, width))),
	];
	return `${blocks
		.filter((lines) => lines.length > 0)
		.map((lines) => lines.join("\n"))
		.join("\n\n")}\n`;
}

const HEED =
	"One profile shows what is there, not what grows: a cause holds for what should not be there. leak-budget diff BEFORE AFTER shows what grew.";

const HEDGE = "If these should not be here: ";

const NO_WAITS =
	"Where no reason stands, this format does not tell why they wait: the profile itself (debug=0) and a dump (debug=2) do.";

const INDENT = "    ";

/** How much, where, and what the profile tells of it. */
function place(
	group: StandingGroup,
	number: number,
	isHeap: boolean,
	paint: Palette,
): readonly string[] {
	const { held, frames } = group;
	const size = isHeap
		? `${amount(held.bytes, "bytes")} in ${formatCount(held.count)}`
		: formatCount(held.count);
	const facts = factsOf(group);
	return [
		`${String(number).padStart(2)}  ${paint.bold(size)}  ${stackPlace(frames, isHeap)}`,
		...(facts.length === 0 ? [] : [INDENT + facts.join(" · ")]),
	];
}

/** Cause and mend, said once: `first` is the number of the block that has the same. */
function meaning(
	{ wait, isSuspect, diagnosis, proven }: StandingGroup,
	first: number,
	number: number,
	width: number,
): readonly string[] {
	if (!isSuspect) return [];
	if (diagnosis === null) {
		const sentence = wait === null ? null : waitMeaning(wait);
		return sentence === null ? [] : wrap(sentence, width);
	}
	if (first < number) return [`Cause and mend: as under ${first}.`];
	const { cause, mend, code, link } = diagnosis;
	const known = knownLink(link);
	return [
		...wrap(`${proven ? "" : HEDGE}${spanText(cause)}`, width),
		...wrap(spanText(mend), width),
		...code
			.trimEnd()
			.split("\n")
			.map((line) => `    ${plainLine(line)}`),
		...(known === null ? [] : [known]),
	];
}

function firstOf(
	{ diagnosis }: StandingGroup,
	shown: readonly StandingGroup[],
): number {
	return 1 + shown.findIndex((one) => one.diagnosis?.id === diagnosis?.id);
}

function factsOf(group: StandingGroup): readonly string[] {
	const { wait, minutes, proven, creator, routes } = group;
	const [first, ...others] = routes;
	const more =
		others.length === 0
			? ""
			: ` and ${others.length} more ${others.length === 1 ? "route" : "routes"}`;
	return [
		wait === null ? null : plain(waitWords(wait), 80),
		minutes === 0 ? null : `for ${formatCount(minutes)} min`,
		proven ? "proven blocked for ever" : null,
		creator === null
			? null
			: `started by ${plainName(shortFunction(creator.function))} ${plainName(shortFile(creator.file))}:${creator.line}`,
		first ? `${plain(first[0], 80)} (${formatCount(first[1])})${more}` : null,
	].filter((fact) => fact !== null);
}

function counted(groups: number): string {
	return `${formatCount(groups)} ${groups === 1 ? "group" : "groups"} of stacks`;
}
