import type { Finding, Outcome } from "../../model/verdict.ts";
import { Html, html } from "./markup.ts";

/** An outcome as a sign and a word: nobody has to see the colour. */
export function outcomeSign(
	outcome: Outcome | Finding["outcome"],
	words: string,
	shape: "badge" | "status",
): Html {
	return html`<span class="${shape} ${outcome}">${ICONS[outcome]}${words}</span>`;
}

const icon = (path: string) =>
	Html.trusted(
		`<svg viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"><path d="${path}"/></svg>`,
	);

const TICK = icon("M2.5 8.5l3.5 4 7.5-9");
const CROSS = icon("M3 3l10 10M13 3L3 13");
const QUESTION = icon(
	"M4.5 5.5a3.5 3.5 0 1 1 5.2 3c-1.2.7-1.7 1.2-1.7 2.2M8 14v.01",
);

const ICONS: Readonly<Record<Outcome | Finding["outcome"], Html>> = {
	pass: TICK,
	within: TICK,
	fail: CROSS,
	over: CROSS,
	undecided: QUESTION,
};
