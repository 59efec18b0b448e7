import { type Mask, masked, type Range } from "./mask.ts";

export interface MaskedStream {
	readonly write: (chunk: Uint8Array) => void;
	/** Hands out what was held back. */
	readonly end: () => void;
}

/** Of output without a newline no more is held back. */
const mostHeld = 64 * 1024;
/** A secret that is cut by it is longer than this. */
const longestSecret = 16 * 1024;
/** A key that may go on is searched again once so much has come, lest each of its lines costs all before it. */
const growth = 1.25;

/**
 * Hands on bytes as they came, but for the secrets in them. A line is held back
 * until it is whole, for its next chunk may hold the rest of a secret.
 */
export function maskedStream(
	mask: Mask,
	onBytes: (bytes: Uint8Array) => void,
): MaskedStream {
	let held: Uint8Array[] = [];
	let heldBytes = 0;
	let searchFromBytes = 0;

	const handOn = (
		cutAt: (text: string, ranges: readonly Range[]) => number,
	) => {
		const bytes = Buffer.concat(held);
		const text = bytes.toString("latin1");
		const ranges = mask.rangesIn(text);
		const cut = cutAt(text, ranges);
		const kept = bytes.subarray(cut);
		held = [kept];
		heldBytes = kept.length;
		searchFromBytes = kept.includes(NEWLINE) ? kept.length * growth : 0;
		const within = ranges.filter(({ start }) => start < cut);
		if (cut > 0)
			onBytes(
				within.length === 0
					? bytes.subarray(0, cut)
					: Buffer.from(masked(text.slice(0, cut), within), "latin1"),
			);
	};
	return {
		write(chunk) {
			held.push(chunk);
			heldBytes += chunk.length;
			const whole = heldBytes >= searchFromBytes && chunk.includes(NEWLINE);
			if (whole || heldBytes > mostHeld) handOn(cutBefore);
		},
		end() {
			if (heldBytes > 0) handOn(({ length }) => length);
		},
	};
}

const NEWLINE = 10;

/** After the last whole line, and not within a secret, nor after one that may go on. */
function cutBefore(text: string, ranges: readonly Range[]): number {
	const line = text.lastIndexOf("\n") + 1;
	const cut =
		text.length - line > mostHeld ? text.length - longestSecret : line;
	const open = ranges.find(
		({ start, end }) => start < cut && (end > cut || end === text.length),
	);
	if (open === undefined) return cut;
	return text.length - open.start > mostHeld ? text.length : open.start;
}
