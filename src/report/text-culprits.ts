import { type ExplainedCulprit, explainCulprit } from "../explain/culprit.ts";
import { ownAmong } from "../explain/own-among.ts";
import type { Excerpt } from "../model/excerpt.ts";
import type { Culprit, Verdict } from "../model/verdict.ts";
import type { Palette } from "./ansi.ts";
import { excerptLines } from "./excerpt-lines.ts";
import { findExcerpt } from "./find-excerpt.ts";
import { plain, plainName } from "./plain.ts";
import { spanText } from "./spans.ts";
import { wrap } from "./wrap.ts";

/** The worst stacks, a block each, and how many more there are. */
export function textCulprits(
	verdict: Verdict,
	excerpts: readonly Excerpt[],
	width: number,
	paint: Palette,
): readonly (readonly string[])[] {
	const shown = ownAmong(verdict.culprits, SHOWN);
	const more = verdict.culprits.length - shown.length;
	return [
		...shown.map((culprit, index) =>
			block(culprit, index + 1, { verdict, excerpts, width, paint }),
		),
		more === 0
			? []
			: [`  … and ${more} more ${more === 1 ? "stack" : "stacks"} that grew`],
	];
}

const SHOWN = 3;

function block(
	culprit: Culprit,
	number: number,
	{
		verdict,
		excerpts,
		width,
		paint,
	}: {
		verdict: Verdict;
		excerpts: readonly Excerpt[];
		width: number;
		paint: Palette;
	},
): readonly string[] {
	const excerpt = findExcerpt(excerpts, culprit);
	const explained = explainCulprit(culprit, verdict, excerpt);
	const { name, place, grew, cause, mend } = explained;
	const { entry, creator, scenario, wait, routes, changed, since } = explained;
	const facts = [
		since,
		wait,
		routesText(routes),
		scenario === null ? null : `load ${scenario}`,
		entry === null ? null : `started as ${plainName(entry)}`,
		creator === null ? null : `started by ${plainName(creator)}`,
		culprit.proven ? "proven by goroutineleak" : null,
		changed,
		culprit.first_party ? null : "none of your code is on this stack",
	].filter((fact) => fact !== null);
	const source = excerpt === undefined ? [] : excerptLines(excerpt, width - 5);
	return [
		`  ${number}  ${paint.bold(plainName(name))}   ${plainName(place)}   ${paint.red(plain(grew, 80))}`,
		...(facts.length === 0
			? []
			: [`     ${facts.map((fact) => plain(fact, 320)).join(" · ")}`]),
		...source.map(({ text, here }) =>
			here ? `     ${paint.bold(text)}` : `     ${paint.dim(text)}`,
		),
		...[cause, mend].flatMap((sentence) =>
			sentence === null
				? []
				: wrap(spanText(sentence), width - 5).map((line) => `     ${line}`),
		),
	];
}

/** `GET /orders/{id} (+60, 0.5 a request), POST /orders (+40)`. */
function routesText({
	shown,
	more,
}: ExplainedCulprit["routes"]): string | null {
	if (shown.length === 0) return null;
	const all = shown.map(({ name, remark }) =>
		remark === "" ? plain(name, 80) : `${plain(name, 80)} (${remark})`,
	);
	return [...all, ...(more === 0 ? [] : [`${more} more`])].join(", ");
}
