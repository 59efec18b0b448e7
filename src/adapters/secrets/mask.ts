import { seeThrough } from "./see-through.ts";
import { spellings } from "./spellings.ts";
import { tokenShapes } from "./token-shapes.ts";

/** From `start` up to, without, `end`. */
export interface Range {
	readonly start: number;
	readonly end: number;
}

export interface Mask {
	/** The text with `***` in the place of each secret. */
	readonly text: (text: string) => string;
	/** Where secrets lie in bytes read as latin1: in order, none touching another. */
	readonly rangesIn: (latin1: string) => readonly Range[];
}

/** Finds these secrets, however they are spelled, and whatever has a token's form. */
export function maskOf(secrets: readonly string[]): Mask {
	const needles = [...new Set(secrets.flatMap(spellings))];
	const find = (latin1: string) => [
		...needles.flatMap((needle) => placesOf(needle, latin1)),
		...tokensIn(latin1),
	];
	const rangesIn = (latin1: string) =>
		merged([...find(latin1), ...seeThrough(latin1, find)]);
	return {
		rangesIn,
		text(text) {
			const latin1 = Buffer.from(text).toString("latin1");
			const ranges = rangesIn(latin1);
			return ranges.length === 0
				? text
				: Buffer.from(masked(latin1, ranges), "latin1").toString();
		},
	};
}

/** The text without what lies in its ranges. */
export function masked(text: string, ranges: readonly Range[]): string {
	let at = 0;
	let kept = "";
	for (const { start, end } of ranges) {
		kept += `${text.slice(at, start)}***`;
		at = end;
	}
	return kept + text.slice(at);
}

function placesOf(needle: string, text: string): readonly Range[] {
	const found: Range[] = [];
	for (
		let start = text.indexOf(needle);
		start !== -1;
		start = text.indexOf(needle, start + 1)
	) {
		found.push({ start, end: start + needle.length });
	}
	return found;
}

function tokensIn(text: string): readonly Range[] {
	return tokenShapes
		.filter(({ marks }) => marks.some((mark) => text.includes(mark)))
		.flatMap(({ pattern }) =>
			[...text.matchAll(pattern)].map(
				({ index, 1: kept = "", 2: secret = "" }) => {
					const start = index + kept.length;
					return { start, end: start + secret.length };
				},
			),
		);
}

/** Where one secret is part of another, or laps over it, all of both is hidden. */
function merged(ranges: readonly Range[]): readonly Range[] {
	const whole: Range[] = [];
	for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
		const last = whole.at(-1);
		if (last === undefined || range.start > last.end) whole.push(range);
		else if (range.end > last.end)
			whole[whole.length - 1] = { start: last.start, end: range.end };
	}
	return whole;
}
