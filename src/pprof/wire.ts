import protobuf from "protobufjs/minimal.js";
import type { Int } from "./int-column.ts";
import { unreadable } from "./unreadable.ts";

/** protobufjs' reader of the wire format; `pos` and `len` bound the message being read. */
export type Reader = protobuf.Reader;

/** Wire types of protocol buffers. */
export const VARINT = 0;
export const FIXED64 = 1;
export const BYTES = 2;
export const FIXED32 = 5;

export function openReader(bytes: Uint8Array): Reader {
	return new protobuf.Reader(bytes);
}

/** Calls `onField` with the number and wire type of each field up to `end`; it must read or skip the value. */
export function readMessage(
	reader: Reader,
	end: number,
	onField: (field: number, wireType: number) => void,
): void {
	const outer = reader.len;
	reader.len = end;
	while (reader.pos < end) {
		const tag = reader.tag();
		if (tag >>> 3 === 0) throw unreadable("a field has no number", reader.pos);
		onField(tag >>> 3, tag & 7);
	}
	reader.len = outer;
}

/** Reads the length of a message or string and says where it ends; it must end within its parent. */
export function readEnd(reader: Reader, wireType: number): number {
	expectWireType(reader, wireType, BYTES);
	const length = reader.size();
	const end = reader.pos + length;
	if (end > reader.len)
		throw unreadable(
			`${length} bytes are announced and ${reader.len - reader.pos} are left`,
			reader.pos,
		);
	return end;
}

export function readUint(reader: Reader, wireType: number): Int {
	expectWireType(reader, wireType, VARINT);
	return nextUint(reader);
}

export function readInt(reader: Reader, wireType: number): Int {
	expectWireType(reader, wireType, VARINT);
	return nextInt(reader);
}

export function readBool(reader: Reader, wireType: number): boolean {
	expectWireType(reader, wireType, VARINT);
	return reader.bool();
}

/** Repeated integers come packed, or one a field: Go's writers pack more than two. */
export function readRepeated(
	reader: Reader,
	wireType: number,
	next: (reader: Reader) => Int,
	add: (value: Int) => void,
): void {
	if (wireType !== BYTES) {
		expectWireType(reader, wireType, VARINT);
		add(next(reader));
		return;
	}
	const outer = enterPacked(reader, wireType);
	while (reader.pos < reader.len) add(next(reader));
	reader.len = outer;
}

/** Bounds the reader to a packed list; `len` must be set back to what this returns. */
export function enterPacked(reader: Reader, wireType: number): number {
	const end = readEnd(reader, wireType);
	const outer = reader.len;
	reader.len = end;
	return outer;
}

/** A varint as uint64. */
export function nextUint(reader: Reader): Int {
	const start = reader.pos;
	const low = reader.uint32();
	if (fitsUint32(reader, start)) return low;
	return joinWords(highWord(reader, start) >>> 0, low);
}

/** A varint as int64: negative ones are ten bytes long. */
export function nextInt(reader: Reader): Int {
	const start = reader.pos;
	const low = reader.uint32();
	if (fitsUint32(reader, start)) return low;
	return joinWords(highWord(reader, start), low);
}

/** Skips a field that is not known. Groups were never part of profile.proto. */
export function skipField(reader: Reader, wireType: number): void {
	switch (wireType) {
		case VARINT:
			reader.uint32();
			return;
		case FIXED64:
			reader.skip(8);
			return;
		case BYTES:
			reader.pos = readEnd(reader, wireType);
			return;
		case FIXED32:
			reader.skip(4);
			return;
		default:
			throw unreadable(`wire type ${wireType} is unknown`, reader.pos);
	}
}

/**
 * What protobufjs' reader throws on broken bytes, as a problem; undefined for
 * any other error. The messages are those of protobufjs 8 (src/reader.js).
 */
export function wireProblem(error: unknown, reader: Reader) {
	if (!(error instanceof Error)) return undefined;
	if (error.message.startsWith("index out of range"))
		return unreadable(
			reader.len === reader.buf.length
				? "it ends in the middle of a field"
				: "a field runs past the end of its message",
			reader.pos,
		);
	if (/^invalid (varint|tag|length) encoding$/.test(error.message))
		return unreadable(error.message, reader.pos);
	return undefined;
}

/** Whether the varint just read from `start` had no bits above 2³². */
function fitsUint32(reader: Reader, start: number): boolean {
	const length = reader.pos - start;
	return length < 5 || (length === 5 && (reader.buf[reader.pos - 1] ?? 0) < 16);
}

/**
 * Bits 32 to 63 of the varint just read from `start`; `uint32` went over it to
 * its end. protobufjs' own uint64 makes an object for each, and needs the
 * package `long`, which the page does without.
 */
function highWord(reader: Reader, start: number): number {
	let high = ((reader.buf[start + 4] ?? 0) & 127) >>> 4;
	for (let at = start + 5, shift = 3; at < reader.pos; at++, shift += 7)
		high |= ((reader.buf[at] ?? 0) & 127) << shift;
	return high;
}

function joinWords(high: number, low: number): Int {
	const value = high * 0x1_0000_0000 + (low >>> 0);
	return Number.isSafeInteger(value)
		? value
		: (BigInt(high) << 32n) | BigInt(low >>> 0);
}

function expectWireType(
	reader: Reader,
	wireType: number,
	expected: number,
): void {
	if (wireType !== expected)
		throw unreadable(
			`a field has wire type ${wireType} instead of ${expected}`,
			reader.pos,
		);
}
