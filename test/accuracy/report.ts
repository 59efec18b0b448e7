import { median } from "../bench/median.ts";
import { table } from "../bench/table.ts";
import { isAccurate } from "./growth-accuracy.ts";
import { PEERS } from "./peers.ts";
import { isRight, type Score } from "./score.ts";
import { bySubject, type Share, type Totals, totalsOf } from "./totals.ts";

/** The whole report as text: a line for each subject, the totals, and what went wrong with its numbers by round. */
export function accuracyReport(scores: readonly Score[]): string {
	const groups = [
		{ title: "services", scores: scores.filter((one) => !one.isKernel) },
		{
			title: "leaks that ship with Go",
			scores: scores.filter((one) => one.isKernel),
		},
	].filter((group) => group.scores.length > 0);
	return [
		...groups.map((group) => `${group.title}\n\n${subjectTable(group.scores)}`),
		...groups.map((group) => totalsText(group.title, totalsOf(group.scores))),
		wrongRuns(scores),
	].join("\n\n");
}

function subjectTable(scores: readonly Score[]): string {
	const head = [
		"case",
		"leaked",
		"verdict",
		"growth by round",
		"rank",
		...PEERS,
		"seconds",
	];
	return table([head, ...bySubject(scores).map(row)]);
}

function row(runs: readonly Score[]): readonly string[] {
	const last = runs.at(-1);
	return [
		last?.name ?? "",
		tally(runs.map((run) => leakedText(run))),
		tally(runs.map(({ result }) => result)),
		last?.rounds.map(signed).join(" ") ?? "",
		tally(runs.map(({ rank }) => (rank === null ? "-" : String(rank)))),
		...PEERS.map((peer) =>
			tally(runs.map(({ peers }) => alarmText(peers[peer]))),
		),
		median(runs.map(({ seconds }) => seconds)).toFixed(1),
	];
}

function leakedText({ leaked, truth }: Score): string {
	return leaked ? (truth === null ? "assumed" : "yes") : "no";
}

function alarmText(alarm: boolean | undefined): string {
	return alarm === undefined ? "?" : alarm ? "alarm" : "-";
}

/** `fail ×3, pass ×2`; a single kind that happened once, or every time, needs no number. */
function tally(texts: readonly string[]): string {
	const kinds = [...new Set(texts)];
	if (kinds.length === 1) return kinds.join();
	const times = (kind: string) => texts.filter((text) => text === kind).length;
	return kinds.map((kind) => `${kind} ×${times(kind)}`).join(", ");
}

function signed(growth: number): string {
	return growth < 0 ? String(growth) : `+${growth}`;
}

function totalsText(title: string, totals: Totals): string {
	const rows = [
		[
			"recall, the right function among the first three",
			percent(totals.recall),
		],
		["recall, whatever the function", percent(totals.failed)],
		["false alarms", percent(totals.falseAlarms)],
		["undecided", percent(totals.undecided)],
		["not the same verdict in all repeats", percent(totals.flaky)],
		[
			"growth of goroutines within 1 % of the truth",
			percent(totals.goroutinesRight),
		],
		[
			"heap sites: truth within the printed band",
			percent(totals.sitesWithinBand),
		],
		[
			"passing at once: one round and at most 3 s beyond it",
			percent(totals.quick),
		],
		[
			"passing after a warm-up: at most three rounds",
			percent(totals.atMostThreeRounds),
		],
		...Object.entries(totals.peers).map(([peer, { recall, falseAlarms }]) => [
			`${peer}: recall, false alarms`,
			`${percent(recall)}, ${percent(falseAlarms)}`,
		]),
	];
	return `${title}, in runs\n${table(rows)}`;
}

/** `95.2 % (20 of 21)` */
export function percent({ part, whole }: Share): string {
	if (whole === 0) return "none to tell";
	return `${((100 * part) / whole).toFixed(1)} % (${part} of ${whole})`;
}

function wrongRuns(scores: readonly Score[]): string {
	const lines = scores.flatMap((score) => [
		...(isRight(score) ? [] : [wrongText(score)]),
		...inaccurateText(score),
	]);
	return lines.length === 0
		? "every run was judged right, with the right numbers"
		: lines.join("\n");
}

function wrongText({ name, result, rounds, truth, remarks }: Score): string {
	const numbers = `by round ${rounds.map(signed).join(" ") || "nothing"}, in truth ${truth ?? "not counted"}`;
	return [`${result}: ${name}: ${numbers}`, ...remarks].join("\n  ");
}

function inaccurateText({ name, accuracy }: Score): readonly string[] {
	const { goroutines, site } = accuracy;
	const is = isAccurate(accuracy);
	return [
		...(goroutines && is.goroutines === false
			? [
					`off: ${name}: ${signed(goroutines.grew)} goroutines, in truth ${goroutines.truth}`,
				]
			: []),
		...(site && is.site === false
			? [
					`off: ${name}: ${signed(site.grew)} ± ${site.band} bytes a round, in truth ${site.truth}`,
				]
			: []),
	];
}
