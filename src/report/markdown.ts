import { changeWords } from "../explain/change-words.ts";
import { explainCulprit } from "../explain/culprit.ts";
import { shortHeadline } from "../explain/headline.ts";
import { leadCulprit } from "../explain/lead.ts";
import { mended } from "../explain/mended.ts";
import { sinceWords } from "../explain/since-words.ts";
import type { Verdict } from "../model/verdict.ts";
import { findExcerpt } from "./find-excerpt.ts";
import { markdownCulprits } from "./markdown-culprits.ts";
import { markdownNext } from "./markdown-next.ts";
import {
	type Detail,
	LADDER,
	type MarkdownOptions,
} from "./markdown-options.ts";
import { markdownProblems } from "./markdown-problems.ts";
import { markdownTable } from "./markdown-table.ts";
import {
	asName,
	code,
	nameText,
	prose,
	proseWithNames,
} from "./markdown-text.ts";
import { markdownTimeline } from "./markdown-timeline.ts";

/** The pull request comment and the job summary. Longer than the limit it sheds, the verdict last of all. */
export function markdownReport(
	verdict: Verdict,
	options: MarkdownOptions,
): string {
	for (const detail of LADDER) {
		const text = `${sections(verdict, options, detail).join("\n\n")}\n`;
		if (text.length <= options.limit) return text;
	}
	return `### ${SIGNS[verdict.outcome]}\n`.slice(0, options.limit);
}

const SIGNS = {
	pass: "✅ within budget",
	fail: "❌ over budget",
	undecided: "❓ undecided",
} as const;

function sections(
	verdict: Verdict,
	options: MarkdownOptions,
	detail: Detail,
): readonly string[] {
	const marks = "#".repeat(options.level ?? 3);
	const heading = `${marks} ${markdownHeadline(verdict, options)}`;
	if (detail.rows === 0) return [heading];
	return [
		heading,
		...markdownProblems(verdict, detail),
		...markdownMended(verdict),
		...markdownTable(verdict, detail),
		...(detail.next ? markdownTimeline(options.timeline) : []),
		...markdownCulprits(verdict, options, detail),
		...(detail.next ? markdownNext(verdict, options) : []),
	];
}

/** One paragraph, for it is good news. */
function markdownMended(verdict: Verdict): readonly string[] {
	const { shown, more } = mended(verdict);
	if (shown.length === 0) return [];
	const each = shown.map(
		({ name, place, was }) =>
			`${code(name)} ${code(place, 80)} is gone (${prose(was, 80)})`,
	);
	const all = [...each, ...(more === 0 ? [] : [`${more} more are gone`])];
	return [`🎉 Mended: ${all.join(", ")}.`];
}

function markdownHeadline(verdict: Verdict, options: MarkdownOptions): string {
	const { name, rest } = shortHeadline(verdict, asName);
	const [sign] = SIGNS[verdict.outcome].split(" ");
	const isSentence = /^[:,]/u.test(rest);
	const words = proseWithNames((isSentence ? rest.slice(1) : rest).trim());
	const sentence = isSentence
		? `${nameText(name)}${rest[0]} ${words}`
		: `${nameText(name)} ${words}`;
	return `${sign} ${sentence}${place(verdict, options)}`;
}

/** The line to look at: of the stack that leaks, where that has the user's own code, else of the first that has. */
function place(verdict: Verdict, options: MarkdownOptions): string {
	const culprit = leadCulprit(verdict);
	if (!culprit?.first_party) return "";
	const excerpt = findExcerpt(options.excerpts, culprit);
	const words =
		sinceWords(culprit, options) ?? changeWords(excerpt?.change, options);
	const changed = words === null ? "" : `, ${words}`;
	return `: ${code(explainCulprit(culprit, verdict, excerpt).place, 80)}${changed}`;
}
