import type { Wait } from "./dump.ts";
import { dumpHeader } from "./dump-header.ts";
import { type DumpText, digitsEnd, numberAt, repeats } from "./dump-text.ts";
import { byteText } from "./text-bytes.ts";

/** A goroutine's first line; one object for all. */
export interface DumpHeaders {
	/** Reads the line at `from`: the first byte of the next, or 0 when it is no header. */
	next(from: number): number;
	/** Of the header read last. */
	id: number;
	wait: Wait;
}

/** A header's words, ` [select, 3 minutes]:`, where they were first seen. */
interface Seen {
	readonly from: number;
	readonly to: number;
	readonly wait: Wait;
}

const START = [...new TextEncoder().encode("goroutine ")];
const [LF, CR, SPACE] = [10, 13, 32] as const;
/** How many of the headers are tried by their bytes. */
const RECENT = 4;

export function dumpHeaders(text: DumpText): DumpHeaders {
	const { bytes } = text;
	const recent: Seen[] = [];
	const byWords = new Map<string, Seen>();
	const lineEnd = (at: number) =>
		bytes[at] === CR && bytes[at + 1] === LF ? at + 1 : at;
	const found = (at: number): Seen | undefined => {
		const feed = bytes.indexOf(LF, at);
		const past = feed < 0 ? bytes.length : feed;
		const to = past > at && bytes[past - 1] === CR ? past - 1 : past;
		const words = byteText(bytes, at, to);
		let seen = byWords.get(words);
		if (!seen) {
			const wait = dumpHeader(words);
			if (!wait) return undefined;
			seen = { from: at, to, wait };
			byWords.set(words, seen);
		}
		recent.unshift(seen);
		if (recent.length > RECENT) recent.pop();
		return seen;
	};
	return {
		id: 0,
		wait: {
			state: "",
			minutes: 0,
			locked: false,
			leaked: false,
			durable: false,
			bubble: undefined,
			labels: [],
		},
		next(from) {
			for (let at = 0; at < START.length; at++)
				if (bytes[from + at] !== START[at]) return 0;
			const digits = from + START.length;
			const at = digitsEnd(text, digits);
			if (at === digits || bytes[at] !== SPACE) return 0;
			let seen: Seen | undefined;
			let end = 0;
			for (let index = 0; index < recent.length; index++) {
				const one = recent[index] as Seen;
				if (!repeats(text, at, one.from, one.to)) continue;
				end = lineEnd(at + one.to - one.from);
				if (end < bytes.length && bytes[end] !== LF) continue;
				seen = one;
				break;
			}
			if (!seen) {
				seen = found(at);
				if (!seen) return 0;
				end = lineEnd(at + seen.to - seen.from);
			}
			this.id = numberAt(text, digits, at);
			this.wait = seen.wait;
			return end + 1;
		},
	};
}
