import { kindMeaning } from "../../explain/kind-meaning.ts";
import { perRequestAmount } from "../../explain/per-request.ts";
import { remarks } from "../../explain/remarks.ts";
import type { Finding, Verdict } from "../../model/verdict.ts";
import { plain, plainName } from "../plain.ts";
import { hasBase, type Row, rows } from "../rows.ts";
import { type Html, html } from "./markup.ts";
import { outcomeSign } from "./outcome-sign.ts";

/**
 * What was measured against what was allowed. The roles say again what the
 * elements mean, for a narrow window lays them out as blocks, which would
 * otherwise hide that this is a table. Null where nothing has a budget or was measured.
 */
export function budgetsTable(verdict: Verdict): Html | null {
	const all = rows(verdict);
	if (all.length === 0) return null;
	const words = remarks(verdict).map((one) => html`<p>${plain(one, 300)}</p>`);
	const several = all.some(({ scenario }) => scenario !== null);
	const beside = hasBase(all);
	// `rows` gives findings in this order, then what has no budget.
	const findings = verdict.findings.toSorted(
		(a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome),
	);
	return html`<section aria-labelledby="budgets">
<h2 id="budgets">Budgets</h2>
<table class="budgets" role="table" aria-labelledby="budgets">
<thead role="rowgroup"><tr role="row">${several ? html`<th scope="col" role="columnheader">load</th>` : null}<th scope="col" role="columnheader">after idle</th><th scope="col" role="columnheader" class="number">before</th><th scope="col" role="columnheader" class="number">peak</th><th scope="col" role="columnheader" class="number">after</th><th scope="col" role="columnheader">growth by round</th>${beside ? html`<th scope="col" role="columnheader" class="number">base</th>` : null}<th scope="col" role="columnheader">budget</th><th scope="col" role="columnheader">outcome</th></tr></thead>
<tbody role="rowgroup">
${all.map((row, index) => line(row, findings[index], findings.slice(0, index), { several, beside }))}
</tbody>
</table>${words.length === 0 ? null : html`\n${words}`}
</section>`;
}

const ORDER: readonly Finding["outcome"][] = ["over", "undecided", "within"];

function line(
	row: Row,
	finding: Finding | undefined,
	above: readonly Finding[],
	{ several, beside }: { readonly several: boolean; readonly beside: boolean },
): Html {
	const each = finding && perRequestAmount(finding.perRequest, finding.unit);
	return html`<tr role="row" class="is-${row.status}">
${several ? html`<td role="cell" data-label="load">${row.scenario === null ? "–" : html`<code>${plain(row.scenario, 60)}</code>`}</td>\n` : null}<th scope="row" role="rowheader">${plain(row.title, 60)}${row.stacks === null ? null : html` of <code>${plainName(row.stacks)}</code>`}</th>
<td role="cell" class="number" data-label="before">${row.before}</td>
<td role="cell" class="number" data-label="peak">${row.peak}</td>
<td role="cell" class="number after" data-label="after">${row.after}</td>
<td role="cell" class="rounds" data-label="growth by round">${tied(row.rounds)}${each ? html`<br><span class="muted small">${each} a request</span>` : null}</td>
${
	beside
		? html`<td role="cell" class="number" data-label="base">${tied(row.base ?? "–")}</td>
`
		: null
}<td role="cell" class="limit" data-label="budget">${tied(plain(row.budget, 60))}</td>
<td role="cell" class="outcome">${finding ? outcome(row, finding, above) : html`<p>No budget.</p>`}</td>
</tr>`;
}

/** A kind is explained where it is met first. */
function outcome(row: Row, finding: Finding, above: readonly Finding[]): Html {
	const known = above.some(({ kind }) => kind === finding.kind);
	const words =
		row.remark === "" ? finding.outcome : `${finding.outcome}: ${row.remark}`;
	return html`${outcomeSign(finding.outcome, words, "status")}${known ? null : html`<p>${kindMeaning(finding.kind)}</p>`}`;
}

/** A unit stays on the line of its number. */
function tied(text: string): string {
	return text.replace(/(?<=\d) (?=[KMGT]?i?B\b)/gu, "\u00a0");
}
