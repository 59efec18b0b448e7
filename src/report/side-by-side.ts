import { explainCulprit } from "../explain/culprit.ts";
import type { Verdict } from "../model/verdict.ts";
import { type Palette, palette } from "./ansi.ts";
import { columns } from "./columns.ts";
import { cut, plain, plainName } from "./plain.ts";
import { rows } from "./rows.ts";
import { spanText } from "./spans.ts";
import { textHeadline } from "./text.ts";
import { wrap } from "./wrap.ts";

export interface Side {
	/** `leaking`, `mended`. */
	readonly title: string;
	readonly verdict: Verdict;
	/** Where its reports are, as the user would type it. */
	readonly folder: string;
}

/** Two verdicts beside each other, or below each other where the terminal is narrow; then where their reports are. */
export function sideBySide(
	left: Side,
	right: Side,
	options: { readonly color: boolean; readonly width?: number },
): string {
	const paint = palette(options.color);
	const width = options.width ?? 100;
	const half = Math.floor((width - GAP) / 2);
	const narrow = half < 44;
	const [one, two] = [left, right].map((side) =>
		column(side, narrow ? width : half, paint),
	) as [readonly Line[], readonly Line[]];
	const block = narrow
		? [...one.map(painted), "", ...two.map(painted)]
		: Array.from({ length: Math.max(one.length, two.length) }, (_, index) =>
				beside(one[index], two[index], half),
			);
	const reports = columns(
		[left, right].map(({ title, folder }) => [
			plain(title, 20),
			`report  ${plain(folder)}/report.html`,
			`again  leak-budget judge ${plain(folder)}`,
		]),
	);
	return `${[...block, "", ...reports].join("\n")}\n`;
}

const GAP = 4;

/** A line as it counts for the layout, and what paints it. */
interface Line {
	readonly text: string;
	readonly paint: (text: string) => string;
}

function column(
	{ title, verdict }: Side,
	width: number,
	paint: Palette,
): readonly Line[] {
	const asIs = (text: string) => text;
	const lines = (texts: readonly string[], paint: Line["paint"]) =>
		texts.map((text) => ({ text: cut(text, width), paint }));
	const tone = { pass: paint.green, fail: paint.red, undecided: paint.yellow };
	const table = columns(
		rows(verdict)
			.filter(({ status }) => status !== "observed")
			.map((row) => [
				plain(row.metric, 20),
				row.fromTo,
				row.status,
				row.remark,
			]),
	);
	const [worst] = verdict.culprits;
	const culprit =
		worst === undefined ? undefined : explainCulprit(worst, verdict);
	return [
		...lines([plain(title, 20).toUpperCase()], paint.dim),
		...lines(
			wrap(textHeadline(verdict, palette(false)), width),
			tone[verdict.outcome],
		),
		...lines(["", ...table], asIs),
		...(culprit === undefined
			? []
			: lines(
					[
						"",
						`${plainName(culprit.name)}  ${plainName(culprit.place)}`,
						...wrap(spanText(culprit.cause ?? ""), width),
					],
					asIs,
				)),
	];
}

function beside(left: Line | undefined, right: Line | undefined, half: number) {
	const gap = " ".repeat(half + GAP - [...(left?.text ?? "")].length);
	const rightText = right === undefined ? "" : painted(right);
	return `${left === undefined ? "" : painted(left)}${gap}${rightText}`.trimEnd();
}

function painted({ text, paint }: Line): string {
	return paint(text);
}
