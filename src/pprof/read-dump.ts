import type { GoroutineDump } from "./dump.ts";
import { dumpHeaders } from "./dump-headers.ts";
import { dumpLine } from "./dump-lines.ts";
import { matchFrame } from "./dump-match.ts";
import {
	beginGoroutine,
	endGoroutine,
	followLine,
	isUnfinished,
	newReading,
} from "./dump-reading.ts";
import { dumpText } from "./dump-text.ts";
import { byteText, utf8Bytes } from "./text-bytes.ts";
import { unreadable } from "./unreadable.ts";

/** runtime/pprof gives up there (writeGoroutineStacks). */
const CUT_BYTES = 64 * 1024 * 1024;
const LF = 10;
const CR = 13;

/**
 * Reads a goroutine profile of debug=2, or the log of a program that SIGQUIT or
 * a crash ended: whatever lies around the goroutines is passed over, and so are
 * lines of a log among theirs. A Stop `profile-unreadable` where there is no
 * goroutine. Its time is in proportion to its size, whatever the text holds.
 */
export function readDump(given: Uint8Array): GoroutineDump {
	const text = dumpText(given);
	const { bytes } = text;
	const reading = newReading(text);
	const headerAt = dumpHeaders(text, (id, wait) =>
		beginGoroutine(reading, id, wait),
	);
	let cause: string | undefined;
	let isWhole = true;
	while (reading.at < bytes.length) {
		if (reading.wait && !reading.call && matchFrame(text, reading)) continue;
		const from = reading.at;
		if (bytes[from] === LF) {
			endGoroutine(reading);
			reading.at++;
			continue;
		}
		const next = headerAt(from);
		if (next > 0) {
			reading.at = next;
			continue;
		}
		const feed = bytes.indexOf(LF, from);
		const past = feed < 0 ? bytes.length : feed;
		const to = past > from && bytes[past - 1] === CR ? past - 1 : past;
		reading.at = past + 1;
		if (reading.wait) {
			const line = dumpLine(byteText(bytes, from, to));
			isWhole = feed >= 0 || (line.is === "place" && line.exact);
			followLine(reading, line, from, to);
		} else {
			if (reading.list.length === 0) cause ??= causeAt(bytes, from, to);
			isWhole = feed >= 0 || !isHeaderBegun(byteText(bytes, from, to));
		}
	}
	const isCut = given.length === CUT_BYTES || !isWhole;
	const truncated = isCut || isUnfinished(reading);
	if (!truncated) endGoroutine(reading);
	if (reading.list.length === 0)
		throw unreadable(
			"no whole goroutine is in it, down to the end",
			given.length,
		);
	return {
		goroutines: reading.list,
		cause,
		truncated,
		skippedLines: reading.skippedLines,
	};
}

/** Whether any line begins as a goroutine's first. */
export function isDumpText(given: Uint8Array): boolean {
	const bytes = utf8Bytes(given);
	for (let at = 0; at < bytes.length; ) {
		if (
			bytes[at] === 0x67 &&
			/^goroutine \d/.test(byteText(bytes, at, at + 11))
		)
			return true;
		const feed = bytes.indexOf(LF, at);
		if (feed < 0) return false;
		at = feed + 1;
	}
	return false;
}

/** The last line of a text that was cut within a goroutine's first line. */
function isHeaderBegun(line: string): boolean {
	return (
		line !== "" &&
		(line.startsWith("goroutine ") || "goroutine ".startsWith(line))
	);
}

/** What a runtime writes first of all when it ends a program. */
function causeAt(
	bytes: Uint8Array,
	from: number,
	to: number,
): string | undefined {
	const first = bytes[from];
	if (first !== 0x70 && first !== 0x66 && first !== 0x53) return undefined;
	const line = byteText(bytes, from, Math.min(to, from + 500));
	return /^(?:panic|fatal error|SIG[A-Z]{1,9}): /.test(line) ? line : undefined;
}
