import {
	Z_BUF_ERROR,
	Z_NO_FLUSH,
	Z_OK,
	Z_STREAM_END,
	ZStream,
	zlibInflate,
	zlibInflateInit2,
	zlibInflateReset,
} from "pako";
import { tooLarge, unreadable } from "./unreadable.ts";

/** Profiles shrink to a half or a tenth; deflate itself stops at 1,032 times. */
const MAX_RATIO = 64;
/** Small files may exceed the ratio: it is memory that counts. */
const RATIO_FREE_BYTES = 16 * 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;
/** zlib's window bits for gzip with its checksum, and nothing else. */
const GZIP = 15 + 16;

/** RFC 1952: what every gzip member begins with. */
export function isGzip(bytes: Uint8Array, at = 0): boolean {
	return bytes[at] === 0x1f && bytes[at + 1] === 0x8b;
}

/**
 * The bytes out of gzip; bytes that are not gzip come back as they are.
 * Members one after another are joined, as gzip does. A Stop
 * `profile-unreadable` when it is damaged, cut short or followed by anything
 * else, `profile-too-large` beyond `maxBytes` or 64 times its own size.
 */
export function inflate(bytes: Uint8Array, maxBytes: number): Uint8Array {
	if (bytes.length > maxBytes) throw tooLarge(maxBytes);
	if (!isGzip(bytes)) return bytes;
	const limit = Math.min(
		maxBytes,
		Math.max(RATIO_FREE_BYTES, bytes.length * MAX_RATIO),
	);
	const stream = new ZStream();
	stream.input = bytes;
	stream.next_in = 0;
	stream.avail_in = bytes.length;
	zlibInflateInit2(stream, GZIP);
	const chunks: Uint8Array[] = [];
	let full = 0;
	nextChunk(stream, Math.min(limit, statedSize(bytes)) + 1);
	for (;;) {
		const status = zlibInflate(stream, Z_NO_FLUSH);
		if (full + stream.next_out > limit) throw tooLarge(limit);
		if (status === Z_STREAM_END) {
			if (stream.avail_in === 0) break;
			if (!isGzip(bytes, stream.next_in))
				throw unreadable(
					"bytes follow the end of the gzip data",
					stream.next_in,
					"compressed",
				);
			zlibInflateReset(stream);
			continue;
		}
		if (status !== Z_OK && status !== Z_BUF_ERROR)
			throw unreadable(
				`the gzip data is damaged (${stream.msg || `zlib status ${status}`})`,
				stream.next_in,
				"compressed",
			);
		if (stream.avail_out === 0) {
			chunks.push(stream.output);
			full += stream.output.length;
			nextChunk(stream, Math.min(limit - full + 1, CHUNK_BYTES + full));
		} else if (stream.avail_in === 0 || status === Z_BUF_ERROR) {
			throw unreadable("the gzip data ends early", bytes.length, "compressed");
		}
	}
	chunks.push(stream.output.subarray(0, stream.next_out));
	return joined(chunks, full + stream.next_out);
}

/** Gzip's last four bytes: the size of the last member modulo 2³². Only a hint: they may lie. */
function statedSize(bytes: Uint8Array): number {
	if (bytes.length < 18) return CHUNK_BYTES;
	const tail = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4);
	return Math.max(CHUNK_BYTES, tail.getUint32(0, true));
}

function nextChunk(stream: ZStream, size: number): void {
	stream.output = new Uint8Array(size);
	stream.next_out = 0;
	stream.avail_out = size;
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
	const [only] = chunks;
	if (chunks.length === 1 && only) return only;
	const whole = new Uint8Array(size);
	let at = 0;
	for (const chunk of chunks) {
		whole.set(chunk, at);
		at += chunk.length;
	}
	return whole;
}
