import { leadFinding } from "../../explain/lead.ts";
import type { Difference } from "../../model/difference.ts";
import type { Reading, Settled } from "../../model/evidence.ts";
import type { Excerpt } from "../../model/excerpt.ts";
import type { Verdict } from "../../model/verdict.ts";
import { budgetsTable } from "./budgets-table.ts";
import { culpritCards } from "./culprit-cards.ts";
import { logSection } from "./log-section.ts";
import { Html, html } from "./markup.ts";
import { masthead, OUTCOME_WORDS, pageTitle } from "./masthead.ts";
import { type PageScript, pageScripts } from "./page-data.ts";
import { problemList } from "./problem-list.ts";
import { reproduce } from "./reproduce.ts";
import { runFacts } from "./run-facts.ts";
import { stacksSection } from "./stacks-section.ts";
import { styleSheet } from "./style.ts";
import { momentsOf, timeline } from "./timeline.ts";

/**
 * `report.html`: one file that needs nothing else and no network. It is whole
 * without its script, which only adds what moves: the icicle, the search, values
 * under the pointer. `folder` is the run's, as the user would type it.
 */
export function htmlReport(
	verdict: Verdict,
	options: {
		readonly excerpts: readonly Excerpt[];
		readonly readings: readonly Reading[];
		readonly settled: readonly Settled[];
		/** Which scenario each round played; absent where there is only one. */
		readonly scenarios?: ReadonlyMap<number, string>;
		/** How long the load of each round took, in milliseconds. */
		readonly loadMs?: ReadonlyMap<number, number>;
		readonly folder: string;
		readonly differences?: readonly Difference[];
		/** The end of the service's log, line by line. */
		readonly log?: readonly string[];
		readonly script?: PageScript;
	},
): string {
	const { excerpts, readings, settled, scenarios, loadMs, folder } = options;
	const { differences = [], log = [], script } = options;
	const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${OUTCOME_WORDS[verdict.outcome]}: ${pageTitle(verdict)}</title>
<style>${Html.trusted(styleSheet())}</style>
</head>
<body>
<main>
${masthead(verdict, excerpts)}
${problemList(verdict)}
${timeline(readings, settled, scenarios, loadMs)}
${budgetsTable(verdict)}
${culpritCards(verdict, excerpts)}
${stacksSection(differences)}
${reproduce(verdict, settled, folder)}
${logSection(log)}
${runFacts(verdict)}
</main>
${script ? pageScripts({ differences, first: firstOf(differences, verdict), moments: momentsOf(readings, loadMs) }, script) : null}
</body>
</html>
`;
	return page.markup;
}

/** What the verdict is about. */
function firstOf(differences: readonly Difference[], verdict: Verdict): number {
	const unit = leadFinding(verdict)?.unit;
	return Math.max(
		0,
		differences.findIndex((one) => one.unit === unit),
	);
}

/** No network, and no script but the page's own, told by its digest. */
function policy(script: PageScript | undefined): Html {
	const scripts = script ? `script-src 'sha256-${script.sha256}'; ` : "";
	return Html.trusted(
		`default-src 'none'; ${scripts}style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`,
	);
}
