import { explainCulprit } from "../../explain/culprit.ts";
import { headline } from "../../explain/headline.ts";
import { leadCulprit } from "../../explain/lead.ts";
import { mended } from "../../explain/mended.ts";
import type { Excerpt } from "../../model/excerpt.ts";
import type { Outcome, Verdict } from "../../model/verdict.ts";
import { findExcerpt } from "../find-excerpt.ts";
import { plain, plainName } from "../plain.ts";
import { type Html, html } from "./markup.ts";
import { outcomeSign } from "./outcome-sign.ts";

/** The whole news: the outcome, one sentence, and the line to look at. */
export function masthead(verdict: Verdict, excerpts: readonly Excerpt[]): Html {
	const sentence = pageTitle(verdict);
	const size = sentence.length > 160 ? "long" : "short";
	return html`<header>
<div class="top">${outcomeSign(verdict.outcome, OUTCOME_WORDS[verdict.outcome], "badge")}<span class="brand">Go Leak Budget</span></div>
<h1 class="${size}">${sentence}</h1>
${place(verdict, excerpts)}${mendedLines(verdict)}
</header>`;
}

function mendedLines(verdict: Verdict): readonly Html[] {
	const { shown, more } = mended(verdict);
	const rest = more === 0 ? [] : [html`<p>… and ${more} more are gone.</p>`];
	return [
		...shown.map(
			({ name, place, was }) =>
				html`<p>Mended: <code>${plainName(name)}</code> <span class="muted">at</span> <code>${plainName(place)}</code> is gone (${was}).</p>`,
		),
		...rest,
	];
}

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
	pass: "Within budget",
	fail: "Over budget",
	undecided: "Undecided",
};

/** `shop leaks goroutines: +100 in every round of 200 requests`. */
export function pageTitle(verdict: Verdict): string {
	const { name, rest } = headline(verdict);
	return plain(`${plainName(name, 60)}${rest}`, 600);
}

/** The line to look at first. */
function place(verdict: Verdict, excerpts: readonly Excerpt[]): Html | null {
	const culprit = leadCulprit(verdict);
	if (culprit === undefined) return null;
	const index = verdict.culprits.indexOf(culprit);
	if (index >= CULPRITS_SHOWN) return null;
	const { name, place } = explainCulprit(
		culprit,
		verdict,
		findExcerpt(excerpts, culprit),
	);
	return html`<p class="place"><a href="#culprit-${index + 1}"><code>${plainName(place)}</code></a> <span class="muted">in</span> <code>${plainName(name)}</code></p>`;
}

/** More than these are in verdict.json. */
export const CULPRITS_SHOWN = 30;
