import { type Difference, treeOf } from "../../model/difference.ts";
import { formatCount } from "../../model/quantity.ts";
import { type Html, html } from "./markup.ts";
import { stackRows } from "./stack-rows.ts";
import { captionOf, sidesWords, stackLines } from "./stack-table.ts";

/** Where the page's script puts the icicle and the whole table in the place of the short ones. */
export const EXPLORER_ID = "explorer";

const SHOWN = 8;

/** What changed most from before the load to after the last round, and what grew otherwise than in the base. Null where there are no profiles to compare. */
export function stacksSection(differences: readonly Difference[]): Html | null {
	if (differences.length === 0) return null;
	return html`<section aria-labelledby="stacks">
<h2 id="stacks">Every stack, before the load and after it${differences.some(({ sides }) => sides !== undefined) ? ", and against the base" : ""}</h2>
<div id="${EXPLORER_ID}">
${differences.map(shortTable)}
</div>
</section>`;
}

function shortTable(difference: Difference): Html {
	const tree = treeOf(difference);
	const changed = stackRows(difference).filter(({ kind }) => kind !== "same");
	const caption =
		changed.length === 0
			? `${captionOf(difference)}: no stack changed`
			: `${captionOf(difference)}: the ${formatCount(Math.min(SHOWN, changed.length))} that changed most of ${formatCount(changed.length)}`;
	return html`<table class="stacks" role="table">
<caption>${caption}</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader" class="number">change</th><th scope="col" role="columnheader" class="number">${sidesWords(difference)}</th><th scope="col" role="columnheader">kind</th><th scope="col" role="columnheader">where</th></tr></thead>
<tbody role="rowgroup">
${stackLines(difference, tree, changed.slice(0, SHOWN))}
</tbody></table>`;
}
