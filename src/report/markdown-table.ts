import { remarks } from "../explain/remarks.ts";
import type { Verdict } from "../model/verdict.ts";
import { fold } from "./markdown-fold.ts";
import type { Detail } from "./markdown-options.ts";
import { code, prose } from "./markdown-text.ts";
import { hasBase, type Row, rows } from "./rows.ts";

/** What was measured, as a table; folded away where all of it is as it was before. */
export function markdownTable(
	verdict: Verdict,
	detail: Detail,
): readonly string[] {
	const all = rows(verdict);
	if (all.length === 0) return [];
	const shown = all.slice(0, detail.rows);
	const more = all.length - shown.length;
	const several = all.some(({ scenario }) => scenario !== null);
	const beside = hasBase(all);
	const table = [
		`${several ? "| load " : ""}| after idle | before | peak | after | by round |${beside ? " base |" : ""} budget | |`,
		`${several ? "|---" : ""}|---|--:|--:|--:|---|${beside ? "--:|" : ""}--:|---|`,
		...shown.map(
			(row) => `${several ? `| ${load(row)} ` : ""}${line(row, beside)}`,
		),
		...(more === 0
			? []
			: [
					`${several ? "| " : ""}| … ${more} more | | | | | | |${beside ? " |" : ""}`,
				]),
	].join("\n");
	const sentences = remarks(verdict).map((one) => prose(one, 300));
	const blocks =
		sentences.length === 0 ? [table] : [table, sentences.join(" ")];
	return verdict.outcome === "pass"
		? [fold("What was measured", blocks)]
		: blocks;
}

function line(row: Row, isBeside: boolean): string {
	const over = row.status === "over";
	const bold = (text: string) => (over ? `**${text}**` : text);
	const title = prose(row.title, 60);
	const of = row.stacks === null ? "" : ` of ${code(row.stacks, 60)}`;
	const cells = [
		bold(title) + of,
		row.before,
		row.peak,
		bold(row.after),
		row.rounds,
		...(isBeside ? [row.base ?? "–"] : []),
		prose(row.budget, 60),
		`${SIGNS[row.status]} ${row.remark}`.trim(),
	];
	return `| ${cells.join(" | ")} |`;
}

function load({ scenario }: Row): string {
	return scenario === null ? "–" : code(scenario, 40);
}

const SIGNS: Readonly<Record<Row["status"], string>> = {
	over: "❌",
	undecided: "❓",
	within: "✅",
	observed: "",
};
