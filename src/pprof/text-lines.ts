import { byteText, utf8Bytes } from "./text-bytes.ts";

/** A text's lines, one after another. */
export interface TextLines {
	/** The next line without its end (LF or CRLF); undefined after the last. */
	next(): string | undefined;
	/** Takes back the line that `next` gave last. */
	back(): void;
	/** Number of the line that `next` gave last, from 1. */
	readonly number: number;
}

export function textLines(given: Uint8Array): TextLines {
	const bytes = utf8Bytes(given);
	const text = byteText(bytes, 0, bytes.length);
	let at = 0;
	let before = 0;
	let number = 0;
	return {
		get number() {
			return number;
		},
		next: () => {
			if (at >= text.length) return undefined;
			const end = text.indexOf("\n", at);
			const to = end < 0 ? text.length : end;
			const line = text.slice(at, text[to - 1] === "\r" ? to - 1 : to);
			before = at;
			at = to + 1;
			number++;
			return line;
		},
		back: () => {
			at = before;
			number--;
		},
	};
}
