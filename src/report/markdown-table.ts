import type { Verdict } from "../model/verdict.ts";
import { fold } from "./markdown-fold.ts";
import type { Detail } from "./markdown-options.ts";
import { prose } from "./markdown-text.ts";
import { type Row, rows } from "./rows.ts";

/** What was measured, as a table; folded away where all of it is as it was before. */
export function markdownTable(
	verdict: Verdict,
	detail: Detail,
): readonly string[] {
	const all = rows(verdict);
	if (all.length === 0) return [];
	const shown = all.slice(0, detail.rows);
	const more = all.length - shown.length;
	const table = [
		"| after idle | before | peak | after | by round | budget | |",
		"|---|--:|--:|--:|---|--:|---|",
		...shown.map(line),
		...(more === 0 ? [] : [`| … ${more} more | | | | | | |`]),
	].join("\n");
	return verdict.outcome === "pass"
		? [fold("What was measured", [table])]
		: [table];
}

function line(row: Row): string {
	const over = row.status === "over";
	const bold = (text: string) => (over ? `**${text}**` : text);
	const cells = [
		bold(prose(row.title, 60)),
		row.before,
		row.peak,
		bold(row.after),
		row.rounds,
		prose(row.budget, 60),
		`${SIGNS[row.status]} ${row.remark}`.trim(),
	];
	return `| ${cells.join(" | ")} |`;
}

const SIGNS: Readonly<Record<Row["status"], string>> = {
	over: "❌",
	undecided: "❓",
	within: "✅",
	observed: "",
};
