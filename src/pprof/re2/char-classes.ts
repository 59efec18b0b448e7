import type { CharTest } from "./syntax.ts";

export type Range = readonly [from: number, to: number];

const WORD: readonly Range[] = [
	[48, 57],
	[65, 90],
	[95, 95],
	[97, 122],
];

/** The classes of Perl that RE2 knows (`\d`), by their letter; ASCII only. */
export const PERL: Readonly<Record<string, readonly Range[]>> = {
	d: [[48, 57]],
	s: [
		[9, 10],
		[12, 13],
		[32, 32],
	],
	w: WORD,
};

/** The classes of POSIX, as in `[[:alpha:]]`; ASCII only. */
export const POSIX: Readonly<Record<string, readonly Range[]>> = {
	alnum: [
		[48, 57],
		[65, 90],
		[97, 122],
	],
	alpha: [
		[65, 90],
		[97, 122],
	],
	ascii: [[0, 127]],
	blank: [
		[9, 9],
		[32, 32],
	],
	cntrl: [
		[0, 31],
		[127, 127],
	],
	digit: [[48, 57]],
	graph: [[33, 126]],
	lower: [[97, 122]],
	print: [[32, 126]],
	punct: [
		[33, 47],
		[58, 64],
		[91, 96],
		[123, 126],
	],
	space: [
		[9, 13],
		[32, 32],
	],
	upper: [[65, 90]],
	word: WORD,
	xdigit: [
		[48, 57],
		[65, 70],
		[97, 102],
	],
};

export function inRanges(ranges: readonly Range[]): CharTest {
	return (point) => ranges.some(([from, to]) => from <= point && point <= to);
}

/** `\pL`, `\p{Greek}`: a general category or a script; undefined when there is none of that name. */
export function unicodeClass(name: string): CharTest | undefined {
	if (name === "Any") return () => true;
	if (!/^[A-Za-z_]+$/.test(name)) return undefined;
	for (const property of [`gc=${name}`, `sc=${name}`]) {
		try {
			const pattern = new RegExp(`^\\p{${property}}$`, "u");
			return (point) => pattern.test(String.fromCodePoint(point));
		} catch {
			// not the name of such a property
		}
	}
	return undefined;
}

/** Makes a test ignore case: any character that folds to the same matches. */
export function foldingCase(test: CharTest): CharTest {
	return (point) => {
		if (test(point)) return true;
		const lower = single(String.fromCodePoint(point).toLowerCase(), point);
		const upper = single(String.fromCodePoint(point).toUpperCase(), point);
		const folded = single(String.fromCodePoint(upper).toLowerCase(), upper);
		const raised = single(String.fromCodePoint(folded).toUpperCase(), folded);
		return test(lower) || test(upper) || test(folded) || test(raised);
	};
}

export function isWord(point: number): boolean {
	return (
		(point >= 97 && point <= 122) ||
		(point >= 65 && point <= 90) ||
		(point >= 48 && point <= 57) ||
		point === 95
	);
}

/** What becomes several characters does not fold. */
function single(text: string, otherwise: number): number {
	const point = text.codePointAt(0) ?? otherwise;
	return text.length === (point > 0xffff ? 2 : 1) ? point : otherwise;
}
