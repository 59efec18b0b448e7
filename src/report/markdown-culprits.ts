import { changeWords } from "../explain/change-words.ts";
import { type ExplainedCulprit, explainCulprit } from "../explain/culprit.ts";
import { ownAmong } from "../explain/own-among.ts";
import { shortFile } from "../explain/short-file.ts";
import type { Excerpt } from "../model/excerpt.ts";
import type { Culprit, CulpritFrame, Verdict } from "../model/verdict.ts";
import { excerptLines } from "./excerpt-lines.ts";
import { findExcerpt } from "./find-excerpt.ts";
import { sourceUrl } from "./links.ts";
import { fold } from "./markdown-fold.ts";
import type { Detail, MarkdownOptions } from "./markdown-options.ts";
import { code, fence, htmlCode, prose, spanProse } from "./markdown-text.ts";
import { plainLine, plainName } from "./plain.ts";

/** The worst stack open, and the first that names a line of the user's own; the others folded into one. */
export function markdownCulprits(
	verdict: Verdict,
	options: MarkdownOptions,
	detail: Detail,
): readonly string[] {
	const shown = ownAmong(verdict.culprits, detail.culprits);
	const blocks = new Map(
		shown.map((culprit, index) => [
			culprit,
			block(culprit, verdict, options, {
				source: index < detail.excerpts,
				stack: index < detail.stacks,
			}),
		]),
	);
	const own = shown.find((one) => one.first_party);
	const isOpen = (one: Culprit) => one === shown[0] || one === own;
	const textOf = (some: readonly Culprit[]) =>
		some.flatMap((one) => blocks.get(one) ?? []);
	const open = textOf(shown.filter(isOpen));
	const folded = verdict.culprits.length - shown.filter(isOpen).length;
	if (folded === 0) return open;
	const others = textOf(shown.filter((one) => !isOpen(one)));
	if (others.length === 0) return [...open, `${stacks(folded)} that grew.`];
	const hidden = verdict.culprits.length - shown.length;
	const more = hidden === 0 ? [] : [`… and ${hidden} more.`];
	return [...open, fold(`${stacks(folded)} that grew`, [...others, ...more])];
}

function stacks(count: number): string {
	return `${count} more ${count === 1 ? "stack" : "stacks"}`;
}

function block(
	culprit: Culprit,
	verdict: Verdict,
	options: MarkdownOptions,
	show: { readonly source: boolean; readonly stack: boolean },
): readonly string[] {
	const excerpt = findExcerpt(options.excerpts, culprit);
	const explained = explainCulprit(culprit, verdict, excerpt);
	const source =
		show.source && excerpt !== undefined ? excerptLines(excerpt) : [];
	return [
		[title(culprit, verdict, options, excerpt), ...reading(explained)].join(
			"\n",
		),
		...(source.length === 0
			? []
			: [
					fence(
						"go",
						source.map(({ text }) => text),
					),
				]),
		...(show.source ? mendInCode(explained) : []),
		...(show.stack && culprit.stack.length > 0
			? [
					fold(stackSummary(explained), [
						fence("text", stackLines(culprit.stack)),
					]),
				]
			: []),
	];
}

/** Why it grew and what to do about it, as one quotation. */
function reading({ cause, mend, link }: ExplainedCulprit): readonly string[] {
	const sentences = [cause, mend].filter((sentence) => sentence !== null);
	if (sentences.length === 0) return [];
	const docs = link === null ? [] : [`[Docs](${link})`];
	return [`> ${[...sentences.map(spanProse), ...docs].join(" ")}`];
}

function mendInCode({ code }: ExplainedCulprit): readonly string[] {
	if (code === null) return [];
	const lines = code.split("\n").map((line) => plainLine(line));
	return [fold("The mend in code", [fence("go", lines.slice(0, CODE_LINES))])];
}

const CODE_LINES = 20;

function title(
	culprit: Culprit,
	verdict: Verdict,
	options: MarkdownOptions,
	excerpt: Excerpt | undefined,
): string {
	const { links } = options;
	const changed = changeWords(excerpt?.change, options);
	const explained = explainCulprit(culprit, verdict, excerpt);
	const { name, place, grew, since, scenario, wait, routes } = explained;
	const where =
		links === undefined || excerpt === undefined || excerpt.path.length > 300
			? code(place)
			: `[${code(place)}](${sourceUrl(links, excerpt.path, culprit.line)})`;
	return [
		`**${code(name)}** ${where}`,
		prose(grew, 100),
		...(since === null ? [] : [prose(since, 100)]),
		...routesMarkdown(routes),
		...(scenario === null ? [] : [`load ${code(scenario)}`]),
		...(wait === null ? [] : [prose(wait, 100)]),
		...(culprit.proven ? ["proven by goroutineleak"] : []),
		...(changed === null ? [] : [changed]),
		...(culprit.first_party ? [] : ["none of your code is on this stack"]),
	].join(" · ");
}

/** `GET /orders/{id}` (+60, 0.5 a request), `POST /orders` (+40). */
function routesMarkdown({
	shown,
	more,
}: ExplainedCulprit["routes"]): readonly string[] {
	if (shown.length === 0) return [];
	const all = shown.map(({ name, remark }) =>
		remark === "" ? code(name, 80) : `${code(name, 80)} (${remark})`,
	);
	return [[...all, ...(more === 0 ? [] : [`${more} more`])].join(", ")];
}

function stackSummary({ entry, creator }: ExplainedCulprit): string {
	const started = [
		...(entry === null ? [] : [`as ${htmlCode(entry)}`]),
		...(creator === null ? [] : [`by ${htmlCode(creator)}`]),
	];
	return started.length === 0 ? "Stack" : `Stack, started ${started.join(" ")}`;
}

function stackLines(stack: readonly CulpritFrame[]): readonly string[] {
	const shown = stack.slice(0, FRAMES);
	const more = stack.length - shown.length;
	const lines = shown.map((frame) => {
		const place = `${plainName(shortFile(frame.file))}:${frame.line}`;
		return plainLine(`${plainName(frame.function, 200)}  ${place}`, 320);
	});
	return more === 0 ? lines : [...lines, `… ${more} more frames`];
}

/** More than this is a recursion, or an attempt to fill the page. */
const FRAMES = 40;
