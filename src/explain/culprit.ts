import type { Excerpt } from "../model/excerpt.ts";
import { formatBytes, formatSigned } from "../model/quantity.ts";
import type { Culprit, Unit, Verdict } from "../model/verdict.ts";
import { changeWords } from "./change-words.ts";
import { shortFunction } from "./function-name.ts";
import { knownLink } from "./known-link.ts";
import { isCulpritOf } from "./lead.ts";
import { metricLeaks } from "./metric-words.ts";
import { explainRoutes } from "./routes.ts";
import { shortFile } from "./short-file.ts";
import { sinceWords } from "./since-words.ts";
import { waitMeaning, waitWords } from "./wait-meaning.ts";

/** A culprit in people's words; what is only for machines is left out. */
export interface ExplainedCulprit {
	/** Short name of the function. */
	readonly name: string;
	/** `orders/client.go:42`; relative to the repository where that is known. */
	readonly place: string;
	/** `+100 goroutines a round`. */
	readonly grew: string;
	/** Its cause as the catalogue has it, else what the wait alone says; null where nothing does. Code stands between backticks. */
	readonly cause: string | null;
	/** As the catalogue has it. */
	readonly mend: string | null;
	/** A fragment of Go that shows the mend. */
	readonly code: string | null;
	/** Where Go, or the library, documents it. */
	readonly link: string | null;
	/** `blocked in chan send`; null for memory. */
	readonly wait: string | null;
	/** Whose requests make it grow. */
	readonly routes: ReturnType<typeof explainRoutes>;
	/** Short name of the function that the goroutine was started to run; null where that is the culprit's own. */
	readonly entry: string | null;
	/** `orders.(*Client).Get at orders/client.go:38`: who started it; null where nobody knows. */
	readonly creator: string | null;
	/** `changed in this branch`; null where it was not, or nobody knows. */
	readonly changed: string | null;
	/** `as in its base`, `worse than in its base (+40)`; null where no base tells. */
	readonly since: string | null;
	/** The load that makes it grow; null where there is only one. */
	readonly scenario: string | null;
}

export function explainCulprit(
	culprit: Culprit,
	verdict: Verdict,
	excerpt?: Excerpt,
): ExplainedCulprit {
	return {
		name: shortFunction(culprit.function),
		place: `${excerpt?.path ?? shortFile(culprit.file)}:${culprit.line}`,
		grew: grew(culprit, culpritUnit(culprit, verdict), often(culprit, verdict)),
		cause:
			culprit.diagnosis?.cause ??
			sentence(culprit, culpritUnit(culprit, verdict)),
		mend: culprit.diagnosis?.mend ?? null,
		code: culprit.diagnosis?.code ?? null,
		link: knownLink(culprit.diagnosis?.link),
		routes: explainRoutes(culprit, culpritUnit(culprit, verdict)),
		wait: culprit.wait === null ? null : waitWords(culprit.wait),
		entry:
			culprit.entry === null || culprit.entry === culprit.function
				? null
				: shortFunction(culprit.entry),
		creator: culprit.creator
			? `${shortFunction(culprit.creator.function)} at ${shortFile(culprit.creator.file)}:${culprit.creator.line}`
			: null,
		changed: changeWords(excerpt?.change),
		since: sinceAmount(culprit, culpritUnit(culprit, verdict)),
		scenario: verdict.findings.some(({ scenario }) => scenario !== undefined)
			? culprit.scenario
			: null,
	};
}

/** What it was, where that differs. */
function sinceAmount(culprit: Culprit, unit: Unit): string | null {
	const { since, was } = culprit;
	const words = sinceWords(culprit);
	if (was === undefined || since === "already") return words;
	return `${words} (${formatSigned(Math.round(was), unit)} there)`;
}

function culpritUnit(culprit: Culprit, verdict: Verdict): Unit {
	return (
		[...verdict.findings, ...verdict.observed].find(
			({ metric }) => metric === culprit.metric,
		)?.unit ?? "count"
	);
}

/** What is proven to stay may have come in any of the rounds. */
function often(culprit: Culprit, verdict: Verdict): string {
	const finding = verdict.findings.find((one) => isCulpritOf(culprit, one));
	return finding?.kind === "blocked" ? "" : " a round";
}

function grew(
	{ growth, band, metric }: Culprit,
	unit: Unit,
	often: string,
): string {
	if (unit === "count")
		return `${formatSigned(growth, unit)} ${metricLeaks(metric)}${often}`;
	const error = band === null ? "" : ` ± ${formatBytes(Math.round(band))}`;
	const doubt = band !== null && growth <= band ? ", told by few samples" : "";
	return `${formatSigned(growth, unit)}${error}${often}${doubt}`;
}

function sentence({ wait }: Culprit, unit: Unit): string | null {
	if (wait !== null) return waitMeaning(wait);
	return unit === "bytes"
		? "What is allocated here is still in use after the load and a garbage collection."
		: null;
}
