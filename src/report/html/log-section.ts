import { plainLine } from "../plain.ts";
import { code } from "./culprit-cards.ts";
import { type Html, html } from "./markup.ts";

/** The end of the service's log, folded. Null where it wrote nothing. */
export function logSection(lines: readonly string[]): Html | null {
	const shown = lines.slice(-LINES);
	if (shown.length === 0) return null;
	return html`<section aria-labelledby="log">
<h2 id="log">The service's log</h2>
<details><summary>Its last ${shown.length === 1 ? "line" : `${shown.length} lines`}</summary>
<pre class="log" tabindex="0" aria-label="The end of the service's log">${code(shown.map((line) => html`<span>${plainLine(line, 400) || " "}</span>`))}</pre>
</details>
</section>`;
}

const LINES = 200;
