import type { Reading, Settled } from "../../model/evidence.ts";
import type { Excerpt } from "../../model/excerpt.ts";
import type { Verdict } from "../../model/verdict.ts";
import { budgetsTable } from "./budgets-table.ts";
import { culpritCards } from "./culprit-cards.ts";
import { Html, html } from "./markup.ts";
import { masthead, OUTCOME_WORDS, pageTitle } from "./masthead.ts";
import { problemList } from "./problem-list.ts";
import { reproduce } from "./reproduce.ts";
import { runFacts } from "./run-facts.ts";
import { styleSheet } from "./style.ts";
import { timeline } from "./timeline.ts";

/**
 * `report.html`: one file that needs nothing else, no network and no script.
 * `folder` is the run's, as the user would type it.
 */
export function htmlReport(
	verdict: Verdict,
	options: {
		readonly excerpts: readonly Excerpt[];
		readonly readings: readonly Reading[];
		readonly settled: readonly Settled[];
		/** Which scenario each round played; absent where there is only one. */
		readonly scenarios?: ReadonlyMap<number, string>;
		readonly folder: string;
	},
): string {
	const { excerpts, readings, settled, scenarios, folder } = options;
	const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${OUTCOME_WORDS[verdict.outcome]}: ${pageTitle(verdict)}</title>
<style>${Html.trusted(styleSheet())}</style>
</head>
<body>
<main>
${masthead(verdict, excerpts)}
${problemList(verdict)}
${timeline(readings, settled, scenarios)}
${budgetsTable(verdict)}
${culpritCards(verdict, excerpts)}
${reproduce(verdict, settled, folder)}
${runFacts(verdict)}
</main>
</body>
</html>
`;
	return page.markup;
}
