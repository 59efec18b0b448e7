import type { Range } from "./mask.ts";

/**
 * Finds what `find` finds once colours and other marks that no report shows are
 * taken out: a logger may colour `password=` apart from what follows. Ranges of
 * the text as it is, bytes read as latin1.
 */
export function seeThrough(
	text: string,
	find: (text: string) => readonly Range[],
): readonly Range[] {
	// Where each kept piece begins, in what is left and in the text.
	const pieces: { readonly left: number; readonly start: number }[] = [];
	let left = "";
	let at = 0;
	for (const { index, 0: mark } of text.matchAll(UNSEEN)) {
		if (index > at) pieces.push({ left: left.length, start: at });
		left += text.slice(at, index);
		at = index + mark.length;
	}
	if (at === 0) return [];
	pieces.push({ left: left.length, start: at });
	left += text.slice(at);
	const place = placing(pieces);
	return find(left).map(({ start, end }) => ({
		start: place(start),
		end: place(end - 1) + 1,
	}));
}

/** CSI and OSC sequences, controls but tab and line ends, and in UTF-8: C1 controls, zero-width and direction marks. */
const UNSEEN =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
	/\x1b\[[0-?]{0,64}[ -/]{0,8}[@-~]|\x1b\][^\x07\x1b\n]{0,1024}(?:\x07|\x1b\\)|\x1b[ -Z\\^-~]?|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]|\r(?!\n)|\xc2[\x80-\x9f\xad]|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xef\xbb\xbf/g;

/** Index in what is left → index in the text, by bisection. */
function placing(
	pieces: readonly { readonly left: number; readonly start: number }[],
): (index: number) => number {
	return (index) => {
		let low = 0;
		let high = pieces.length - 1;
		while (low < high) {
			const middle = Math.ceil((low + high) / 2);
			if ((pieces[middle]?.left ?? 0) <= index) low = middle;
			else high = middle - 1;
		}
		const { left, start } = pieces[low] ?? { left: 0, start: 0 };
		return start + index - left;
	};
}
