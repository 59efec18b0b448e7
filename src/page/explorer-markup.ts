import { type Difference, sidesOf, type Tree } from "../model/difference.ts";
import { formatCount } from "../model/quantity.ts";
import { type Html, html } from "../report/html/markup.ts";
import type { RowKind, StackRow } from "../report/html/stack-rows.ts";
import {
	captionOf,
	KINDS,
	sidesWords,
	stackLines,
} from "../report/html/stack-table.ts";
import { plainName } from "../report/plain.ts";
import type { Width } from "./layout.ts";
import type { TableChoice } from "./table.ts";
import { valuesOf } from "./words.ts";

/** The frame of the explorer: what changes later is put into its parts by their class. */
export const EXPLORER: Html = html`<div class="tools">
<div class="subjects"></div>
<div class="widths"></div>
<div class="find"><label for="find">Find</label> <input id="find" type="search" placeholder="function or regexp" autocomplete="off" spellcheck="false"> <output class="found" for="find"></output></div>
</div>
<p class="detail"></p>
<div class="icicle" role="tree" aria-label="Icicle" aria-describedby="icicle-help"></div>
<p class="muted small" id="icicle-help">Each bar is a function, beneath it what it called. Arrow keys move, Enter or a click zooms in, Escape zooms out.</p>
<div class="shades"></div>
<div class="tools kinds"></div>
<table class="stacks" role="table"></table>
<button type="button" class="more" hidden></button>
<div class="drop">
<p><label for="profiles"><strong>Look at other profiles</strong></label></p>
<p class="muted small">Choose one profile, or two to compare them, or drop them anywhere on this page: what Go writes as .pb.gz, or as text with debug=1 or 2. They do not leave it.</p>
<input id="profiles" type="file" multiple>
<p class="dropped" role="status"></p>
</div>`;

/** A set of radio buttons, one of them chosen. */
export function choice(
	name: string,
	legend: string,
	options: readonly { readonly value: string; readonly label: Html | string }[],
	chosen: string,
): Html {
	return html`<fieldset class="choice"><legend>${legend}</legend>
${options.map(({ value, label }) => html`<label><input type="radio" name="${name}" value="${value}"${value === chosen ? html` checked` : null}><span>${label}</span></label>`)}
</fieldset>`;
}

export function subjectChoice(
	subjects: readonly { readonly difference: Difference; readonly tree: Tree }[],
	chosen: number,
): Html {
	const options = subjects.map(({ difference, tree }, index) => ({
		value: String(index),
		label: html`${plainName(difference.title, 80)} <b>${valuesOf(difference, tree, 0)}</b>`,
	}));
	return choice("subject", "Profile", options, String(chosen));
}

/** `after` is the later side, whatever it is called. */
export function widthChoice(difference: Difference, chosen: Width): Html {
	return choice(
		"width",
		"Width",
		[
			{ value: "change", label: "change" },
			{ value: "after", label: sidesOf(difference)[1] },
		],
		chosen,
	);
}

export function kindChoice(
	rows: readonly StackRow[],
	chosen: TableChoice["kind"],
): Html {
	const count = (kind: RowKind) =>
		rows.filter((row) => row.kind === kind).length;
	const changed = rows.length - count("same");
	const options = [
		{
			value: "changed",
			label: html`all that changed <b>${formatCount(changed)}</b>`,
		},
		...(["new", "grown", "shrunk", "gone", "same"] as const)
			.filter((kind) => count(kind) > 0)
			.map((kind) => ({
				value: kind,
				label: html`${KINDS[kind]} <b>${formatCount(count(kind))}</b>`,
			})),
	];
	return choice("kind", "Stacks", options, chosen);
}

/** The key of the colours, with the sign that each has in the table. */
export const SHADES: Html = html`<span class="shade shrank-3"></span><span class="shade shrank-2"></span><span class="shade shrank-1"></span> shrunk or gone
<span class="shade same"></span> same
<span class="shade grew-1"></span><span class="shade grew-2"></span><span class="shade grew-3"></span> grown or new`;

/** The head of the table; its buttons sort. */
export function tableMarkup(
	difference: Difference,
	{ sort, descending }: TableChoice,
): Html {
	const { compared, folded } = difference;
	const columns = compared
		? ([
				["change", "change", "number"],
				["after", sidesWords(difference), "number"],
				["kind", "kind", ""],
				["where", "where", ""],
			] as const)
		: ([
				["after", "value", "number"],
				["where", "where", ""],
			] as const);
	const left =
		folded === 0 ? "" : `; ${formatCount(folded)} small ones are added up`;
	return html`<caption>${captionOf(difference)}${left}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(([key, words, style]) => html`<th scope="col" role="columnheader" class="${style}" aria-sort="${sort === key ? (descending ? "descending" : "ascending") : "none"}"><button type="button" data-sort="${key}">${words}</button></th>`)}</tr></thead>
<tbody role="rowgroup"></tbody>`;
}

export function tableRows(
	difference: Difference,
	tree: Tree,
	rows: readonly StackRow[],
): Html {
	return rows.length === 0
		? html`<tr role="row"><td role="cell" colspan="4" class="muted">None.</td></tr>`
		: html`${stackLines(difference, tree, rows)}`;
}
