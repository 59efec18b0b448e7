import {
	type ExplainedCulprit,
	explainCulprit,
} from "../../explain/culprit.ts";
import { perRequestAmount } from "../../explain/per-request.ts";
import { shortFile } from "../../explain/short-file.ts";
import type { Excerpt } from "../../model/excerpt.ts";
import type { Culprit, CulpritFrame, Verdict } from "../../model/verdict.ts";
import { excerptLines } from "../excerpt-lines.ts";
import { findExcerpt } from "../find-excerpt.ts";
import { plain, plainLine, plainName } from "../plain.ts";
import { spans } from "../spans.ts";
import { type Html, html } from "./markup.ts";
import { CULPRITS_SHOWN } from "./masthead.ts";

/** What grew, the worst first, each with its line of source and its stack. Null where nothing did. */
export function culpritCards(
	verdict: Verdict,
	excerpts: readonly Excerpt[],
): Html | null {
	const shown = verdict.culprits.slice(0, CULPRITS_SHOWN);
	if (shown.length === 0) return null;
	const more = verdict.culprits.length - shown.length;
	return html`<section aria-labelledby="culprits">
<h2 id="culprits">What grew</h2>
${shown.map((culprit, index) => card(culprit, index + 1, verdict, findExcerpt(excerpts, culprit)))}
${more === 0 ? null : html`<p class="muted">… and ${more} more in verdict.json.</p>`}
</section>`;
}

function card(
	culprit: Culprit,
	rank: number,
	verdict: Verdict,
	excerpt: Excerpt | undefined,
): Html {
	const explained = explainCulprit(culprit, verdict, excerpt);
	const { name, place, grew } = explained;
	return html`<article class="culprit" id="culprit-${rank}" aria-labelledby="culprit-${rank}-name">
<header>
<h3 id="culprit-${rank}-name"><span class="rank">${rank}</span><code>${plainName(name)}</code></h3>
<span class="grew">${plain(grew, 120)}</span>
</header>
<p class="place"><code>${plainName(place)}</code></p>
<ul class="facts">
${facts(culprit, verdict, explained)}
</ul>
${reading(explained)}
${excerpt === undefined ? null : source(excerpt)}
${culprit.stack.length === 0 ? null : stack(culprit)}
</article>`;
}

function facts(
	culprit: Culprit,
	verdict: Verdict,
	{ wait, entry, creator, scenario, routes, changed, since }: ExplainedCulprit,
): readonly (Html | null)[] {
	const { perRequest } = culprit;
	const unit = [...verdict.findings, ...verdict.observed].find(
		({ metric }) => metric === culprit.metric,
	)?.unit;
	const each = perRequestAmount(perRequest, unit ?? "count");
	return [
		each === null ? null : html`<li>${each} a request</li>`,
		since === null ? null : html`<li>${since}</li>`,
		...routes.shown.map(({ name, remark }) => {
			const words = remark === "" ? "" : ` (${remark})`;
			return html`<li><code>${plain(name, 200)}</code>${words}</li>`;
		}),
		routes.more === 0 ? null : html`<li>${routes.more} more routes</li>`,
		scenario === null
			? null
			: html`<li>load <code>${plain(scenario, 60)}</code></li>`,
		wait === null ? null : html`<li>${plain(wait, 80)}</li>`,
		culprit.proven
			? html`<li class="proven">✓ proven by goroutineleak</li>`
			: null,
		changed === null ? null : html`<li>${changed}</li>`,
		entry === null
			? null
			: html`<li>started as <code>${plainName(entry)}</code></li>`,
		creator === null
			? null
			: html`<li>started by <code>${plainName(creator)}</code></li>`,
		culprit.first_party
			? null
			: html`<li>none of your code is on this stack</li>`,
	];
}

/** Why it grew and what to do about it. */
function reading({
	cause,
	mend,
	code: fragment,
	link,
}: ExplainedCulprit): readonly (Html | null)[] {
	const docs =
		link === null ? null : html` <a href="${link}">Documentation</a>`;
	return [
		cause === null ? null : html`<p>${sentence(cause)}</p>`,
		mend === null ? null : html`<p>${sentence(mend)}${docs}</p>`,
		fragment === null
			? null
			: html`<details><summary>The mend in code</summary>
<pre tabindex="0" aria-label="The mend in code">${code(fragment.split("\n").map((line) => html`<span>${plainLine(line, 240)}</span>`))}</pre>
</details>`,
	];
}

/** Its pieces side by side: a line break between them would show as a space. */
function sentence(text: string): Html {
	return spans(plain(text, 600)).reduce(
		(all, { text, isCode }) =>
			isCode ? html`${all}<code>${text}</code>` : html`${all}${text}`,
		html``,
	);
}

function source(excerpt: Excerpt): Html | null {
	const lines = excerptLines(excerpt, 240);
	if (lines.length === 0) return null;
	const shown = lines.map(({ text, here }) =>
		here ? html`<mark>${text}</mark>` : html`<span>${text}</span>`,
	);
	return html`<pre tabindex="0" aria-label="Source around the line">${code(shown)}</pre>`;
}

/** Each line is a block of its own: a line break between them would show as an empty line. */
export function code(lines: readonly Html[]): Html {
	return html`<code>${lines.reduce((all, line) => html`${all}${line}`, html``)}</code>`;
}

function stack({ stack, function: name, line }: Culprit): Html {
	const frames = stack.slice(0, FRAMES);
	const more = stack.length - frames.length;
	const frame = (one: CulpritFrame) => {
		const here = one.function === name && one.line === line;
		return html`<li${here ? html` class="here"` : null}><code>${plainName(one.function, 240)}</code> ${plainName(shortFile(one.file))}:${one.line}</li>`;
	};
	return html`<details><summary>Full stack, ${stack.length} ${stack.length === 1 ? "frame" : "frames"}, innermost first</summary>
<ol class="stack">
${frames.map(frame)}
</ol>
${more === 0 ? null : html`<p class="muted small">… and ${more} more frames.</p>`}
</details>`;
}

/** More than this is a recursion, or an attempt to fill the page. */
const FRAMES = 200;
