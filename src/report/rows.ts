import { metricTitle } from "../explain/metric-words.ts";
import { formatSigned } from "../model/quantity.ts";
import type { Finding, FindingKind, Verdict } from "../model/verdict.ts";
import { amount, fromTo, growths } from "./amounts.ts";

/** One line of the table, in every format. */
export interface Row {
	/** The key under `budgets`. */
	readonly metric: string;
	readonly title: string;
	/** The load it was seen under; null where there is only one. */
	readonly scenario: string | null;
	/** The pattern of the stacks that it counts; null for a total. */
	readonly stacks: string | null;
	readonly before: string;
	readonly peak: string;
	readonly after: string;
	readonly fromTo: string;
	readonly rounds: string;
	/** The base's growth, or what it was where a ceiling is the limit; null where no base tells. */
	readonly base: string | null;
	/** `+0`, `auto (+64 KiB)`, `+0 ±2` with the noise added to it; `–` where there is no budget. */
	readonly budget: string;
	readonly status: Finding["outcome"] | "observed";
	/** What to say besides the status; empty where the status says it all. */
	readonly remark: string;
}

/** Findings that are over first, then undecided, then within, then what has no budget; nothing where nothing was measured. */
export function rows(verdict: Verdict): readonly Row[] {
	const order = ["over", "undecided", "within"];
	const findings = verdict.findings.toSorted(
		(a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome),
	);
	const all = [
		...findings.map((finding) => ({
			...measured(finding),
			scenario: finding.scenario ?? null,
			stacks: finding.stacks ?? null,
			base: inBase(finding),
			budget: budget(finding),
			status: finding.outcome,
			remark: [REMARKS[finding.kind], finding.excused ? "as its base" : ""]
				.filter((word) => word !== "")
				.join(", "),
		})),
		...verdict.observed.map((observed) => ({
			...measured(observed),
			scenario: null,
			stacks: null,
			base: null,
			budget: "–",
			status: "observed" as const,
			remark: "",
		})),
	];
	return all.some(({ before }) => before !== amount(null, "count")) ? all : [];
}

/** Whether the table has a column for the base. */
export function hasBase(all: readonly Row[]): boolean {
	return all.some(({ base }) => base !== null);
}

function measured(one: Verdict["observed"][number]) {
	const { metric, unit, before, peak, after } = one;
	return {
		metric,
		title: metricTitle(metric),
		before: amount(before, unit),
		peak: amount(peak, unit),
		after: amount(after, unit),
		fromTo: fromTo(before, after, unit),
		rounds: growths(
			one.rounds.map((round) => round.growth),
			unit,
		),
	};
}

function inBase({ base, limit, unit }: Finding): string | null {
	if (base === undefined) return null;
	if (limit.kind === "ceiling") return amount(base.after, unit);
	return base.growth === null ? null : formatSigned(base.growth, unit);
}

function budget({ limit, noise, unit }: Finding): string {
	if (limit.kind === "ceiling") return limit.text;
	if (limit.value === null) return limit.text;
	if (limit.text === "auto")
		return `auto (${formatSigned(limit.value + (noise ?? 0), unit)})`;
	const text = limit.text.endsWith("%")
		? `${limit.text} (${formatSigned(limit.value, unit)})`
		: limit.text;
	return noise === null || noise === 0
		? text
		: `${text} ±${amount(noise, unit)}`;
}

const REMARKS: Readonly<Record<FindingKind, string>> = {
	steady: "",
	"warm-up": "warm-up",
	leak: "leak",
	blocked: "blocked for ever",
	"idle-growth": "grows while idle",
	ceiling: "",
	unconfirmed: "too few rounds to tell",
	moving: "still moving",
	unmeasured: "not measured",
};
