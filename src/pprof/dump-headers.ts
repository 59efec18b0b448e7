import type { Wait } from "./dump.ts";
import { dumpHeader } from "./dump-header.ts";
import {
	type DumpText,
	digitsEnd,
	FNV_START,
	fnv,
	numberAt,
	repeats,
} from "./dump-text.ts";
import { byteText } from "./text-bytes.ts";

/** A header's words, ` [select, 3 minutes]:`, where they were first seen. */
interface Seen {
	readonly from: number;
	readonly to: number;
	readonly wait: Wait;
}

const START = [...new TextEncoder().encode("goroutine ")];
const [LF, CR, SPACE] = [10, 13, 32] as const;

/**
 * Reads the line that begins at byte `from` as a goroutine's first: calls
 * `onHeader` and says where the next line begins, or 0 when it is another.
 */
export function dumpHeaders(
	text: DumpText,
	onHeader: (id: number, wait: Wait) => void,
): (from: number) => number {
	const { bytes } = text;
	const byHash = new Map<number, Seen>();
	const byWords = new Map<string, Seen>();
	const read = (from: number, to: number): Seen | undefined => {
		const words = byteText(bytes, from, to);
		const known = byWords.get(words);
		if (known) return known;
		const wait = dumpHeader(words);
		if (!wait) return undefined;
		const seen = { from, to, wait };
		byWords.set(words, seen);
		return seen;
	};
	const isSame = (seen: Seen, from: number, to: number) =>
		to - from === seen.to - seen.from &&
		repeats(text, from, seen.from, seen.to);
	return (from) => {
		for (let at = 0; at < START.length; at++)
			if (bytes[from + at] !== START[at]) return 0;
		const digits = from + START.length;
		const at = digitsEnd(text, digits);
		if (at === digits || bytes[at] !== SPACE) return 0;
		let hash = FNV_START;
		let feed = at;
		for (let byte: number = SPACE; byte !== LF; byte = bytes[++feed] ?? LF)
			hash = fnv(hash, byte);
		const to = bytes[feed - 1] === CR ? feed - 1 : feed;
		let seen = byHash.get(hash);
		if (!seen || !isSame(seen, at, to)) {
			seen = read(at, to);
			if (!seen) return 0;
			byHash.set(hash, seen);
		}
		onHeader(numberAt(text, digits, at), seen.wait);
		return feed + 1;
	};
}
