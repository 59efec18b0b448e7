import { explainProblems } from "../../explain/problem.ts";
import type { Verdict } from "../../model/verdict.ts";
import { plain, plainLine } from "../plain.ts";
import { code } from "./culprit-cards.ts";
import { type Html, html } from "./markup.ts";

/** What went wrong, the last lines of the log that matters, and what to do. Null where there is nothing to say. */
export function problemList(verdict: Verdict): Html | null {
	const problems = explainProblems(verdict).filter(
		({ where, message, remedy, tail }) =>
			where !== null || message !== null || remedy !== null || tail.length > 0,
	);
	if (problems.length === 0) return null;
	const shown = problems.slice(0, SHOWN);
	const more = problems.length - shown.length;
	return html`<section aria-label="What went wrong">
${shown.map(
	({ where, message, remedy, tail }) => html`<div class="problem">
${where === null ? null : html`<p><code>${plain(where, 200)}</code></p>`}
${message === null ? null : html`<p>${plain(message, 1000)}</p>`}
${tail.length === 0 ? null : html`<pre tabindex="0" aria-label="Last lines of the log">${code(tail.slice(-TAIL).map((line) => html`<span>${plainLine(line, 400) || " "}</span>`))}</pre>`}
${remedy === null ? null : html`<p class="remedy">→ ${plain(remedy, 1000)}</p>`}
</div>`,
)}
${more === 0 ? null : html`<p class="muted">… and ${more} more in verdict.json.</p>`}
</section>`;
}

const SHOWN = 20;
const TAIL = 40;
