import { utf8Bytes } from "./text-bytes.ts";

/** The bytes of a dump, and a view of them that compares four at a time. */
export interface DumpText {
	readonly bytes: Uint8Array;
	readonly view: DataView;
}

export function dumpText(given: Uint8Array): DumpText {
	const bytes = utf8Bytes(given);
	const { buffer, byteOffset, byteLength } = bytes;
	return { bytes, view: new DataView(buffer, byteOffset, byteLength) };
}

/** Whether the bytes from `at` on repeat those that lie from `from` up to `to`. */
export function repeats(
	{ bytes, view }: DumpText,
	at: number,
	from: number,
	to: number,
): boolean {
	if (at + to - from > bytes.length) return false;
	let here = at;
	let there = from;
	for (; there + 4 <= to; there += 4, here += 4)
		if (view.getInt32(here) !== view.getInt32(there)) return false;
	for (; there < to; there++, here++)
		if (bytes[here] !== bytes[there]) return false;
	return true;
}

/** Where the number at `at` ends, of digits alone. */
export function digitsEnd({ bytes }: DumpText, at: number): number {
	let end = at;
	for (let byte = bytes[end] ?? 0; byte > 47 && byte < 58; )
		byte = bytes[++end] ?? 0;
	return end;
}

export function numberAt(
	{ bytes }: DumpText,
	from: number,
	to: number,
): number {
	let number = 0;
	for (let at = from; at < to; at++)
		number = number * 10 + (bytes[at] ?? 48) - 48;
	return number;
}

/** FNV-1a: what `fnv` makes of the bytes before and one more. */
export function fnv(hash: number, byte: number): number {
	return Math.imul(hash ^ byte, 0x01000193);
}

export const FNV_START = 0x811c9dc5;
