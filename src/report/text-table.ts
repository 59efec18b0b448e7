import type { Verdict } from "../model/verdict.ts";
import type { Palette } from "./ansi.ts";
import { columns } from "./columns.ts";
import { plain, plainName } from "./plain.ts";
import { hasBase, type Row, rows } from "./rows.ts";

/** One line for each budget, then for each metric without one. */
export function textTable(verdict: Verdict, paint: Palette): readonly string[] {
	const all = rows(verdict);
	const several = all.some(({ scenario }) => scenario !== null);
	const lines = columns(
		all.map((row) => [
			...(several ? [plain(row.scenario ?? "–", 30)] : []),
			...cells(row, hasBase(all)),
		]),
	);
	return lines.map((line, index) => {
		const row = all[index];
		return row === undefined ? line : `  ${painted(line, row, paint)}`;
	});
}

function cells(row: Row, isBeside: boolean): readonly string[] {
	const budget =
		row.status === "observed" ? "–" : `budget ${plain(row.budget, 40)}`;
	const status = row.status === "observed" ? "" : row.status;
	return [
		plain(row.metric, 40) +
			(row.stacks === null ? "" : ` of ${plainName(row.stacks, 60)}`),
		row.fromTo,
		row.rounds,
		...(isBeside ? [row.base === null ? "" : `base ${row.base}`] : []),
		budget,
		status,
		row.remark,
	];
}

function painted(line: string, row: Row, paint: Palette): string {
	switch (row.status) {
		case "over":
			return paint.red(line);
		case "undecided":
			return paint.yellow(line);
		case "observed":
			return paint.dim(line);
		case "within":
			return line;
		default:
			return row.status satisfies never;
	}
}
