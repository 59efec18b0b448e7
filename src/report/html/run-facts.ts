import { formatDuration } from "../../model/quantity.ts";
import type { Verdict } from "../../model/verdict.ts";
import { plain } from "../plain.ts";
import { type Html, html } from "./markup.ts";
import { percent } from "./percent.ts";

/** What the run said of itself, where it was made, and where its time went. */
export function runFacts(verdict: Verdict): Html {
	const { notes, environment, timings } = verdict;
	const facts = [
		["Go", environment.go],
		["platform", environment.os],
		["tool", environment.tool],
	].filter(([, value]) => value !== "");
	const phases = Object.entries(timings)
		.filter(([, ms]) => Number.isFinite(ms))
		.toSorted(([a], [b]) => phaseRank(a) - phaseRank(b));
	return html`${notes.length === 0 ? null : noteList(notes)}
<div class="pair">
${
	facts.length === 0
		? null
		: html`<section aria-labelledby="environment">
<h2 id="environment">Environment</h2>
<dl>
${facts.map(([name = "", value = ""]) => html`<dt>${name}</dt><dd>${plain(value, 200)}</dd>`)}
</dl>
</section>`
}
${phases.length === 0 ? null : timingList(phases)}
</div>`;
}

/** In the order in which they happen; one that is not known here before the total. */
function phaseRank(name: string): number {
	const index = PHASES.indexOf(name);
	return index === -1 ? PHASES.length - 1.5 : index;
}

const PHASES: readonly string[] = [
	...["setup", "build", "ready", "before", "load", "settle", "stop"],
	...["teardown", "total"],
];

function noteList(notes: readonly string[]): Html {
	const shown = notes.slice(0, NOTES);
	const more = notes.length - shown.length;
	return html`<section aria-labelledby="notes">
<h2 id="notes">Notes</h2>
<ul class="notes">
${shown.map((note) => html`<li>${plain(note, 600)}</li>`)}
${more === 0 ? null : html`<li class="muted">… and ${more} more in verdict.json.</li>`}
</ul>
</section>`;
}

const NOTES = 40;

function timingList(phases: readonly (readonly [string, number])[]): Html {
	const longest = Math.max(1, ...phases.map(([, ms]) => ms));
	return html`<section aria-labelledby="timings">
<h2 id="timings">Where the time went</h2>
<dl class="timings">
${phases.map(([name, ms]) => html`<dt>${plain(name, 40)}</dt><dd>${formatDuration(ms)}</dd><dd aria-hidden="true"><span class="bar" style="width:${percent(Math.max(0, ms) / longest)}"></span></dd>`)}
</dl>
</section>`;
}
