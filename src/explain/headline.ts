import {
	formatBytes,
	formatCount,
	formatDuration,
	formatSigned,
} from "../model/quantity.ts";
import type { Finding, Observed, Unit, Verdict } from "../model/verdict.ts";
import { firstSentence } from "./first-sentence.ts";
import { isCulpritOf, leadCulprit, leadFinding } from "./lead.ts";
import { metricAmount, metricLeaks, metricTitle } from "./metric-words.ts";
import { perRequestAmount } from "./per-request.ts";
import { inRounds } from "./rounds.ts";
import { sinceWords } from "./since-words.ts";

/** The whole news in one sentence: `name` as the user gave it, then `rest`, with no space lost between them. */
export interface Headline {
	readonly name: string;
	readonly rest: string;
}

export function headline(verdict: Verdict, mark: Mark = asIs): Headline {
	return { name: verdict.name, rest: rest(verdict, mark) };
}

/** Sets a name of the user's apart from our words. */
export type Mark = (name: string) => string;

const asIs: Mark = (name) => name;

/** For a heading that goes on to name the place: the shortest form of a leak, else the sentence itself. */
export function shortHeadline(verdict: Verdict, mark: Mark): Headline {
	const lead = leadFinding(verdict);
	if (verdict.outcome !== "fail") return headline(verdict, mark);
	return {
		name: verdict.name,
		rest: lead?.kind === "leak" ? shortLeak(lead, mark) : failing(lead, mark),
	};
}

function rest(verdict: Verdict, mark: Mark): string {
	switch (verdict.outcome) {
		case "pass":
			return passing(verdict, mark);
		case "fail":
			return `${failing(leadFinding(verdict), mark)}${besideBase(verdict)}`;
		case "undecided":
			return undecided(verdict, mark);
		default:
			return verdict.outcome satisfies never;
	}
}

function passing(verdict: Verdict, mark: Mark): string {
	const excused = leadFinding(verdict);
	if (excused !== undefined)
		return ` leaks as its base does, and no more: ${failing(excused, mark).trimStart()}`;
	return ` is within budget${list(": ", within(verdict))}`;
}

/** Whether the base has it too; of what is new in part, that comes first. */
function besideBase(verdict: Verdict): string {
	const lead = leadFinding(verdict);
	const worst = leadCulprit(verdict);
	const words = sinceWords(worst);
	if (words === null || lead === undefined) return "";
	const isAll = verdict.culprits.every(
		(one) => !isCulpritOf(one, lead) || one.since === worst?.since,
	);
	return `, ${isAll ? "" : "in part "}${words}`;
}

function failing(finding: Finding | undefined, mark: Mark): string {
	if (finding === undefined) return " is over budget";
	const { metric, unit, after, before } = finding;
	const move = `${metricTitle(metric)} ${value(before, unit)} → ${value(after, unit)}`;
	const load = under(finding, mark);
	switch (finding.kind) {
		case "leak":
			return ` leaks ${metricLeaks(metric)}${load}${list(": ", [leakGrowth(finding)])}`;
		case "blocked":
			return ` leaks ${metricLeaks(metric)}${load}: ${move}, blocked for ever, though not every round added some`;
		case "idle-growth":
			return ` leaks ${metricLeaks(metric)} while idle: ${move}, still rising after the load had ended`;
		case "ceiling":
			return ` is over its ceiling${load}: ${value(after, unit)} ${metricAmount(metric)} after idle, ${value(finding.limit.value, unit)} allowed`;
		case "steady":
		case "warm-up":
		case "unconfirmed":
		case "moving":
		case "unmeasured":
			return ` is over budget${load}: ${move}, budget ${finding.limit.text}`;
		default:
			return finding.kind satisfies never;
	}
}

/** Which load it is about, where there are several. */
function under({ scenario }: Finding, mark: Mark): string {
	return scenario === undefined ? "" : ` under ${mark(scenario)}`;
}

function leakGrowth(finding: Finding): string | undefined {
	if (finding.growth === null) return undefined;
	const each = perRequestAmount(finding.perRequest, finding.unit);
	const request = each === null ? "" : ` (${each} a request)`;
	return `${inRounds(finding, finding.growth)}${request}`;
}

function shortLeak(finding: Finding, mark: Mark): string {
	const { metric, unit, growth } = finding;
	const each = perRequestAmount(finding.perRequest, unit);
	const noun =
		each === "1" ? metricLeaks(metric).replace(/s$/u, "") : metricLeaks(metric);
	const amount = each ?? (growth === null ? null : value(growth, unit));
	const load = under(finding, mark);
	if (amount === null) return ` leaks ${noun}${load}`;
	const of = unit === "bytes" ? `${amount} of ${noun}` : `${amount} ${noun}`;
	return ` leaks ${of} a ${each === null ? "round" : "request"}${load}`;
}

/** Once the run itself went wrong, that is the news; else what did not come to rest. */
function undecided(verdict: Verdict, mark: Mark): string {
	const [problem] = verdict.problems;
	if (problem !== undefined) {
		const { first } = firstSentence(problem.message);
		return first.startsWith(`${verdict.name} `)
			? first.slice(verdict.name.length)
			: `: undecided. ${first}`;
	}
	const lead = leadFinding(verdict);
	if (lead === undefined) return ": undecided";
	const { unit, noise } = lead;
	const room = [
		`budget ${lead.limit.text}`,
		...(noise === null ? [] : [`noise before load ±${value(noise, unit)}`]),
	].join("; ");
	const title = `${metricTitle(lead.metric)}${under(lead, mark)}`;
	if (lead.kind === "unmeasured" || lead.rounds.length === 0)
		return `: undecided. ${title} could not be measured (${room})`;
	if (lead.kind !== "moving")
		return `: undecided. ${title} grew in too few rounds to tell a leak from a warm-up: ${value(lead.before, unit)} → ${value(lead.after, unit)} (${room})`;
	const waited = lead.rounds.at(-1)?.settledMs;
	const time = waited === undefined ? "" : ` for ${formatDuration(waited)}`;
	return `: undecided. ${title} kept moving${time} after the load: ${value(lead.before, unit)} → ${value(lead.after, unit)} (${room})`;
}

function within(verdict: Verdict): readonly (string | undefined)[] {
	const all = [...verdict.findings, ...verdict.observed];
	const goroutines = overall(all, "goroutines");
	const heap = overall(all, "inuse_space");
	const rounds = roundsIn(verdict);
	const main = [goroutines && moved(goroutines), heap && grown(heap)];
	const beyond = beyondLoadMs(verdict.timings);
	return [
		...(main.some(Boolean) ? main : verdict.findings.slice(0, 2).map(moved)),
		rounds === 0 ? undefined : `${rounds} ${rounds === 1 ? "round" : "rounds"}`,
		beyond === undefined
			? undefined
			: `${formatDuration(beyond)} beyond the load`,
	];
}

/** A total from the start of the first load to the end of the last; a warm-up if it was one under any. */
function overall(
	all: readonly (Observed | Finding)[],
	name: string,
): Observed | undefined {
	const totals = all.filter(
		(one) =>
			one.metric === name && !("stacks" in one && one.stacks !== undefined),
	);
	const one = totals.find((total) => warmUp(total) !== "") ?? totals.at(-1);
	if (!one) return undefined;
	const { before = null } = totals[0] ?? {};
	const { after = null } = totals.at(-1) ?? {};
	return { ...one, before, after };
}

function roundsIn({ findings, observed }: Verdict): number {
	const most = (all: readonly Observed[]) =>
		Math.max(0, ...all.map(({ rounds }) => rounds.length));
	const scenarios = new Set(findings.map(({ scenario }) => scenario));
	const played = [...scenarios].map((scenario) =>
		most(findings.filter((finding) => finding.scenario === scenario)),
	);
	return Math.max(
		most(observed),
		played.reduce((sum, rounds) => sum + rounds, 0),
	);
}

function moved(one: Observed): string | undefined {
	if (one.before === null || one.after === null) return undefined;
	return `${value(one.before, one.unit)} → ${value(one.after, one.unit)} ${metricAmount(one.metric)}${warmUp(one)}`;
}

function grown(one: Observed): string | undefined {
	if (one.before === null || one.after === null) return undefined;
	const growth = one.after - one.before;
	// Without its unit, "0 in use" reads as a heap that holds nothing.
	const text =
		growth === 0 ? `+${value(0, one.unit)}` : formatSigned(growth, one.unit);
	return `${text} ${metricAmount(one.metric)}${warmUp(one)}`;
}

/** Without it, 7 → 87 within a budget of +0 would look like a mistake. */
function warmUp(one: Observed | Finding): string {
	return "kind" in one && one.kind === "warm-up" ? " (warm-up)" : "";
}

/** What measuring added to what is there without it: setting up, building the service, starting it, its load, tearing down. */
function beyondLoadMs(timings: Verdict["timings"]): number | undefined {
	const { total, load, build = 0, ready = 0 } = timings;
	const { setup = 0, teardown = 0 } = timings;
	if (total === undefined || load === undefined) return undefined;
	return Math.max(0, total - load - build - ready - setup - teardown);
}

function value(amount: number | null, unit: Unit): string {
	if (amount === null) return "–";
	return unit === "bytes" ? formatBytes(amount) : formatCount(amount);
}

function list(lead: string, parts: readonly (string | undefined)[]): string {
	const known = parts.filter((part) => part !== undefined);
	return known.length === 0 ? "" : lead + known.join(", ");
}
