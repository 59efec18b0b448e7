import { headline } from "../explain/headline.ts";
import { kindMeaning } from "../explain/kind-meaning.ts";
import { isCulpritOf } from "../explain/lead.ts";
import type { Excerpt } from "../model/excerpt.ts";
import type { Finding, Outcome, Verdict } from "../model/verdict.ts";
import { plain } from "./plain.ts";
import { textReport } from "./text.ts";
import { xmlElement, xmlTextElement } from "./xml.ts";

/**
 * A verdict as JUnit XML, in the form that Jenkins' xUnit plugin calls JUnit 10:
 * a suite for the service, a case for each budget. Over budget is a failure,
 * undecided an error, what nobody can measure here skipped. A run that went
 * wrong is a case of its own, so that no suite is green for being empty.
 */
export function junitReport(
	verdict: Verdict,
	excerpts: readonly Excerpt[] = [],
): string {
	const { name, findings, environment, timings } = verdict;
	const cases: readonly Case[] = [
		...findings.map((finding) => ({
			classname: [name, finding.scenario].filter(Boolean).join("."),
			name: [finding.metric, finding.limit.kind, finding.stacks]
				.filter(Boolean)
				.join(" "),
			result: ofFinding(finding, verdict, excerpts),
		})),
		...ofRun(verdict).map((result) => ({
			classname: name,
			name: "run",
			result,
		})),
	];
	const count = (kind: Result["kind"]) =>
		cases.filter(({ result }) => result?.kind === kind).length;
	const totals = {
		tests: cases.length,
		failures: count("failure"),
		errors: count("error"),
		time: ((timings.total ?? 0) / 1000).toFixed(3),
	};
	const suite = xmlElement(
		"testsuite",
		{ name: plain(name), ...totals, skipped: count("skipped") },
		[
			xmlElement(
				"properties",
				{},
				Object.entries(environment).map(([key, value]) =>
					xmlElement("property", { name: key, value: plain(value) }),
				),
			),
			...cases.map(caseElement),
		],
	);
	const suites = xmlElement("testsuites", totals, [suite]);
	return `<?xml version="1.0" encoding="UTF-8"?>\n${suites}\n`;
}

interface Case {
	readonly classname: string;
	readonly name: string;
	/** None where the budget was held. */
	readonly result: Result | undefined;
}

interface Result {
	readonly kind: "failure" | "error" | "skipped";
	readonly type: string;
	readonly message: string;
	readonly text: string;
}

/** The run's time is the suite's: judging a budget takes none. */
function caseElement({ classname, name, result }: Case): string {
	const attributes = {
		classname: plain(classname),
		name: plain(name),
		time: 0,
	};
	if (!result) return xmlElement("testcase", attributes);
	const { kind, type, message, text } = result;
	return xmlElement("testcase", attributes, [
		xmlTextElement(kind, { type, message }, text),
	]);
}

/** Of budgets that count the same stacks, one names them; of some, such as RSS, nothing does. */
const ELSEWHERE =
	"\n  What grew in this run is named with its other budgets.\n";

function ofFinding(
	finding: Finding,
	verdict: Verdict,
	excerpts: readonly Excerpt[],
): Result | undefined {
	const { kind: type, outcome } = finding;
	const culprits = verdict.culprits.filter((one) => isCulpritOf(one, finding));
	const isNamedElsewhere = culprits.length === 0 && verdict.culprits.length > 0;
	const only = (as: Outcome): Pick<Result, "message" | "text"> => {
		const parts = { outcome: as, findings: [finding], culprits, problems: [] };
		const { message, text } = said({ ...verdict, ...parts }, excerpts);
		return { message, text: text + (isNamedElsewhere ? ELSEWHERE : "") };
	};
	switch (outcome) {
		case "over":
			return finding.excused
				? { kind: "skipped", type, ...only("pass") }
				: { kind: "failure", type, ...only("fail") };
		case "undecided":
			return { kind: "error", type, ...only("undecided") };
		case "within":
			return type === "unmeasured"
				? { kind: "skipped", type, message: kindMeaning(type), text: "" }
				: undefined;
		default:
			return outcome satisfies never;
	}
}

/** What kept the run from a verdict, or happened beside it. */
function ofRun(verdict: Verdict): readonly Result[] {
	const { outcome, problems, findings } = verdict;
	const isOpen =
		outcome === "undecided" &&
		findings.every((finding) => finding.outcome !== "undecided");
	if (problems.length === 0 && !isOpen) return [];
	const run = { ...verdict, outcome: "undecided", findings: [], culprits: [] };
	return [
		{
			kind: "error",
			type: plain(problems[0]?.code ?? "undecided"),
			...said(run as Verdict, []),
		},
	];
}

/** As the terminal shows a verdict, its headline set apart. */
function said(
	whole: Verdict,
	excerpts: readonly Excerpt[],
): Pick<Result, "message" | "text"> {
	const { memory: _, ...verdict } = whole;
	const { name, rest } = headline(verdict);
	const shown = { ...verdict, observed: [], notes: [] };
	return {
		message: plain(`${plain(name, 60)}${rest}`, 400),
		text: textReport(shown, { color: false, excerpts, paths: undefined }),
	};
}
