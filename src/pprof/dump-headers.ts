import type { Wait } from "./dump.ts";
import { dumpHeader } from "./dump-header.ts";
import { byteText } from "./text-bytes.ts";

const START = [...new TextEncoder().encode("goroutine ")];
const SPACE = 32;

/** Remembers a header by where its words were first seen. */
interface Seen {
	readonly from: number;
	readonly to: number;
	readonly wait: Wait;
}

/** How many of the headers are tried by their bytes. */
const RECENT = 4;

/** Reads the line from byte `from` up to `to` as a goroutine's first; undefined when it is another. */
export function dumpHeaders(
	bytes: Uint8Array,
): (from: number, to: number) => { id: number; wait: Wait } | undefined {
	const recent: Seen[] = [];
	const byText = new Map<string, Seen>();
	const seenAt = (from: number, to: number): Seen | undefined => {
		for (const seen of recent) if (isSame(bytes, seen, from, to)) return seen;
		const text = byteText(bytes, from, to);
		let seen = byText.get(text);
		if (!seen) {
			const wait = dumpHeader(text);
			if (!wait) return undefined;
			seen = { from, to, wait };
			byText.set(text, seen);
		}
		recent.unshift(seen);
		if (recent.length > RECENT) recent.pop();
		return seen;
	};
	return (from, to) => {
		let at = from;
		for (const byte of START) if (bytes[at++] !== byte) return undefined;
		let id = 0;
		let digit = bytes[at] ?? 0;
		for (; digit > 47 && digit < 58; digit = bytes[++at] ?? 0)
			id = id * 10 + digit - 48;
		if (digit !== SPACE || at === from + START.length) return undefined;
		const seen = seenAt(at, to);
		return seen && { id, wait: seen.wait };
	};
}

function isSame(
	bytes: Uint8Array,
	seen: Seen,
	from: number,
	to: number,
): boolean {
	if (to - from !== seen.to - seen.from) return false;
	for (let at = from, other = seen.from; at < to; at++, other++)
		if (bytes[at] !== bytes[other]) return false;
	return true;
}
