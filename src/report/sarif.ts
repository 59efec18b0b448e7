import { headline } from "../explain/headline.ts";
import { isCulpritOf } from "../explain/lead.ts";
import type { Excerpt } from "../model/excerpt.ts";
import type { Since, Verdict } from "../model/verdict.ts";
import { type CulpritRemark, culpritRemarks } from "./culprit-remark.ts";
import { plain } from "./plain.ts";
import { repositoryUri, sarifFingerprint, sarifText } from "./sarif-parts.ts";
import { type SarifRule, sarifRule } from "./sarif-rule.ts";

/** Of up to 25,000 results in an upload, code scanning keeps as many. */
const MOST_RESULTS = 5_000;

/**
 * A verdict as SARIF 2.1.0: a result for each culprit of the user's own code in
 * the repository, so that a mended leak closes its alert. Code scanning shows
 * results at a line of a file; what has none (a ceiling, a library's stack, a run
 * that went wrong) is a notification of the run instead.
 */
export function sarifReport(
	verdict: Verdict,
	excerpts: readonly Excerpt[] = [],
): string {
	const remarks = culpritRemarks(verdict, excerpts)
		.filter(({ excerpt }) => repositoryUri(excerpt.path) !== undefined)
		.toSorted((a, b) => Number(b.isOver) - Number(a.isOver))
		.slice(0, MOST_RESULTS);
	const rules = new Map<string, SarifRule>();
	const results = remarks.map((remark) => {
		const rule = sarifRule(remark.culprit, verdict);
		if (!rules.has(rule.id)) rules.set(rule.id, rule);
		return result(remark, rule.id, [...rules.keys()].indexOf(rule.id));
	});
	const { tool } = verdict.environment;
	const version = /\d+\.\d+\.\d+\S*$/u.exec(tool)?.[0];
	const log = {
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [
			{
				tool: {
					driver: {
						name: "Go Leak Budget",
						...(version && { semanticVersion: version }),
						rules: [...rules.values()],
					},
				},
				// The category, by which uploads of several services stay apart.
				automationDetails: { id: `go-leak-budget/${slug(verdict.name)}/` },
				invocations: [invocation(verdict, remarks)],
				originalUriBaseIds: {
					[ROOT]: { description: { text: "The root of the repository." } },
				},
				results,
			},
		],
	};
	return `${JSON.stringify(log, null, 2)}\n`;
}

const ROOT = "%SRCROOT%";

function result(
	{ culprit, isOver, excerpt, message }: CulpritRemark,
	ruleId: string,
	ruleIndex: number,
) {
	return {
		ruleId,
		ruleIndex,
		level: isOver ? "error" : "warning",
		...(culprit.since && { baselineState: BASELINE_STATES[culprit.since] }),
		message: { text: sarifText(message) },
		locations: [
			{
				physicalLocation: {
					artifactLocation: {
						uri: repositoryUri(excerpt.path),
						uriBaseId: ROOT,
					},
					region: region(excerpt),
				},
			},
		],
		partialFingerprints: sarifFingerprint(culprit, ruleId, excerpt.path),
	};
}

/** SARIF 2.1.0, 3.27.24. What is gone has no line any more, and is no result. */
const BASELINE_STATES: Readonly<Record<Since, string>> = {
	new: "new",
	worse: "updated",
	already: "unchanged",
	better: "updated",
};

/** The line without its indentation, in UTF-16 units, which is what SARIF counts in unless told otherwise. */
function region({ line, firstLine, lines }: Excerpt) {
	const text = lines[line - firstLine] ?? "";
	const startLine = Math.max(1, line);
	if (text.trim() === "") return { startLine };
	return {
		startLine,
		startColumn: text.length - text.trimStart().length + 1,
		endLine: startLine,
		endColumn: text.trimEnd().length + 1,
	};
}

function invocation(verdict: Verdict, remarks: readonly CulpritRemark[]) {
	const { findings, problems, outcome, exitCode } = verdict;
	const nowhere = findings.filter(
		(finding) =>
			finding.outcome !== "within" &&
			!finding.excused &&
			!remarks.some(({ culprit }) => isCulpritOf(culprit, finding)),
	);
	const texts = [
		...problems.map(({ message }) => message),
		...nowhere.map((finding) => {
			const as = finding.outcome === "over" ? "fail" : "undecided";
			const only = { ...verdict, outcome: as, findings: [finding] } as const;
			const { name, rest } = headline({ ...only, problems: [] });
			return `${plain(name, 60)}${rest}`;
		}),
	];
	return {
		executionSuccessful: outcome !== "undecided",
		exitCode,
		toolExecutionNotifications: texts.map((text) => ({
			level: "error",
			message: { text: sarifText(plain(text, 1_000)) },
		})),
	};
}

/** The part before the last slash is the category: a name must bring none of its own. */
function slug(name: string): string {
	return plain(name, 100).replaceAll(/[^\p{L}\p{N}._-]+/gu, "-") || "service";
}
