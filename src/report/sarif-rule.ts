import { kindMeaning } from "../explain/kind-meaning.ts";
import { knownLink } from "../explain/known-link.ts";
import { isCulpritOf } from "../explain/lead.ts";
import { metricTitle } from "../explain/metric-words.ts";
import type {
	Culprit,
	Diagnosis,
	FindingKind,
	Verdict,
} from "../model/verdict.ts";
import { fence, spanProse } from "./markdown-text.ts";
import { cut, plain, plainLine } from "./plain.ts";
import { spanText } from "./spans.ts";

/** A reportingDescriptor with what code scanning asks for: no text is empty or longer than 1,024 characters. */
export interface SarifRule {
	readonly id: string;
	readonly shortDescription: { readonly text: string };
	readonly fullDescription: { readonly text: string };
	readonly help: { readonly text: string; readonly markdown: string };
	readonly helpUri?: string;
	readonly defaultConfiguration: { readonly level: "error" };
	readonly properties: {
		readonly tags: readonly string[];
		readonly "problem.severity": "error";
	};
}

/** A diagnosis of the catalogue; without one, how the metric behaved. */
export function sarifRule(culprit: Culprit, verdict: Verdict): SarifRule {
	const { diagnosis } = culprit;
	return {
		...(diagnosis
			? diagnosed(diagnosis)
			: observed(culprit.metric, kindOf(culprit, verdict))),
		defaultConfiguration: { level: "error" },
		properties: { tags: ["leak"], "problem.severity": "error" },
	};
}

type Texts = Omit<SarifRule, "defaultConfiguration" | "properties">;

function diagnosed({ id, cause, mend, code, link }: Diagnosis): Texts {
	const known = knownLink(link);
	const lines = code
		.trimEnd()
		.split("\n")
		.map((line) => plainLine(line));
	const [why, how] = [spanText(cause), spanText(mend)];
	return {
		id: plain(id, 100) || "leak",
		shortDescription: text(why),
		fullDescription: text(`${why} ${how}`),
		help: {
			text: [why, how, lines.join("\n"), known ?? ""].join("\n\n").trim(),
			markdown: [
				spanProse(cause),
				spanProse(mend),
				fence("go", lines),
				...(known === null ? [] : [`<${known}>`]),
			].join("\n\n"),
		},
		...(known !== null && { helpUri: known }),
	};
}

function observed(metric: string, kind: FindingKind): Texts {
	const title = plain(metricTitle(metric), 100) || "?";
	const short = `What grew and stayed after the load: ${title}.`;
	const meaning = kindMeaning(kind);
	return {
		id: `${plain(metric, 100) || "unknown"}-${kind}`,
		shortDescription: text(short),
		fullDescription: text(`${short} ${meaning}`),
		help: {
			text: `${short} ${meaning}`,
			markdown: `${spanProse(short)} ${spanProse(meaning)}`,
		},
	};
}

/** Of the finding that it breaks, else of one that it may break. */
function kindOf(culprit: Culprit, { findings }: Verdict): FindingKind {
	const own = findings.filter((finding) => isCulpritOf(culprit, finding));
	const worst = own.find(({ outcome }) => outcome === "over") ?? own[0];
	return worst?.kind ?? "unconfirmed";
}

function text(sentence: string): { readonly text: string } {
	return { text: cut(sentence, 1_024) };
}
