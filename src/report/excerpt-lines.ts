import type { Excerpt } from "../model/excerpt.ts";
import { plainLine } from "./plain.ts";

/** Lines of source with their numbers, without blank ones at the ends, the common indentation taken off; `here` marks the culprit's. */
export function excerptLines(
	excerpt: Excerpt,
	width = 120,
): readonly { readonly text: string; readonly here: boolean }[] {
	const first = Math.max(excerpt.firstLine, excerpt.line - AROUND);
	const shown = excerpt.lines
		.slice(
			first - excerpt.firstLine,
			excerpt.line + AROUND + 1 - excerpt.firstLine,
		)
		.map((line) => plainLine(line, 400));
	const indent = Math.min(
		...shown
			.filter((line) => line !== "")
			.map((line) => line.length - line.trimStart().length),
	);
	const digits = String(first + shown.length - 1).length;
	const numbered = shown.map((line, index) => {
		const here = first + index === excerpt.line;
		const number = String(first + index).padStart(digits);
		const text = `${here ? "▸" : " "} ${number}  ${line.slice(indent)}`;
		return { text: plainLine(text, width), here, blank: line === "" && !here };
	});
	const from = numbered.findIndex(({ blank }) => !blank);
	const to = numbered.findLastIndex(({ blank }) => !blank);
	return from === -1 ? [] : numbered.slice(from, to + 1);
}

/** Lines shown on each side of the culprit's. */
const AROUND = 3;
