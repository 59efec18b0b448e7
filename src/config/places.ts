import type { Place } from "./node.ts";

/**
 * Offset in the text → line and column. Not the YAML library's LineCounter:
 * after some syntax errors that has missed line breaks, and the places are wrong.
 */
export function placesIn(text: string): (offset: number) => Place {
	const starts = [0];
	const ends: number[] = [];
	for (const { 0: lineBreak, index } of text.matchAll(/\r\n|\r|\n/g)) {
		ends.push(index);
		starts.push(index + lineBreak.length);
	}
	ends.push(text.length);
	return (offset) => {
		const line = lastAtMost(starts, Math.max(offset, 0));
		const start = starts[line] ?? 0;
		// The library may point between the two characters of a line break.
		const within = Math.min(Math.max(offset, start), ends[line] ?? start);
		return { line: line + 1, column: within - start + 1 };
	};
}

/** The index of the last number that is not above the limit; the first is not. */
function lastAtMost(sorted: readonly number[], limit: number): number {
	let low = 0;
	let high = sorted.length - 1;
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if ((sorted[middle] ?? 0) <= limit) low = middle;
		else high = middle - 1;
	}
	return low;
}
