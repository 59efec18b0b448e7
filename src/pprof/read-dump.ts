import type {
	Ancestor,
	DumpedGoroutine,
	DumpStack,
	GoroutineDump,
	Wait,
} from "./dump.ts";
import { dumpHeaders } from "./dump-headers.ts";
import {
	type CallLine,
	type DumpLine,
	dumpLine,
	type PlaceLine,
} from "./dump-lines.ts";
import {
	childNode,
	type DumpCursor,
	expectChild,
	matchFrame,
	NOWHERE,
	rootNode,
	stackAt,
} from "./dump-tree.ts";
import { byteText, utf8Bytes } from "./text-bytes.ts";
import { unreadable } from "./unreadable.ts";

/** runtime/pprof gives up there (writeGoroutineStacks). */
const CUT_BYTES = 64 * 1024 * 1024;
const LF = 10;
const CR = 13;
const NONE: readonly Ancestor[] = [];

/**
 * Reads a goroutine profile of debug=2, or the log of a program that SIGQUIT or
 * a crash ended: whatever lies around the goroutines is passed over, and so are
 * lines of a log among theirs. A Stop `profile-unreadable` where there is no
 * goroutine. Its time is in proportion to its size, whatever the text holds.
 */
export function readDump(given: Uint8Array): GoroutineDump {
	const bytes = utf8Bytes(given);
	const headerAt = dumpHeaders(bytes);
	const reading = newReading(bytes);
	let cause: string | undefined;
	let isWhole = true;
	while (reading.at < bytes.length) {
		if (reading.open && !reading.call && matchFrame(bytes, reading)) continue;
		const from = reading.at;
		if (bytes[from] === LF) {
			endGoroutine(reading);
			reading.at++;
			continue;
		}
		const feed = bytes.indexOf(LF, from);
		const past = feed < 0 ? bytes.length : feed;
		const to = past > from && bytes[past - 1] === CR ? past - 1 : past;
		reading.at = past + 1;
		const header = headerAt(from, to);
		if (header) {
			endGoroutine(reading);
			reading.open = {
				id: header.id,
				wait: header.wait,
				own: undefined,
				ancestorId: 0,
				ancestors: undefined,
			};
		} else if (reading.open) {
			const line = dumpLine(byteText(bytes, from, to));
			isWhole = feed >= 0 || (line.is === "place" && line.exact);
			follow(reading, line, from, to);
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

interface Reading extends DumpCursor {
	readonly bytes: Uint8Array;
	readonly root: DumpCursor["node"];
	readonly list: DumpedGoroutine[];
	/** Places in the list of those without a stack, by id. */
	readonly stackless: Map<number, number>;
	open: OpenGoroutine | undefined;
	/** A name that waits for its place. */
	call: (CallLine & { readonly from: number; readonly to: number }) | undefined;
	skippedLines: number;
}

interface OpenGoroutine {
	readonly id: number;
	readonly wait: Wait;
	/** Known once its ancestors begin. */
	own:
		| { readonly stack: DumpStack; readonly creatorId: number | undefined }
		| undefined;
	ancestorId: number;
	ancestors: Ancestor[] | undefined;
}

function newReading(bytes: Uint8Array): Reading {
	const root = rootNode();
	return {
		bytes,
		root,
		node: root,
		at: 0,
		creatorId: undefined,
		list: [],
		stackless: new Map(),
		open: undefined,
		call: undefined,
		skippedLines: 0,
	};
}

function follow(
	reading: Reading,
	line: DumpLine,
	from: number,
	to: number,
): void {
	switch (line.is) {
		case "blank":
			endGoroutine(reading);
			return;
		case "ancestor":
			endStack(reading);
			if (reading.open) reading.open.ancestorId = line.id;
			return;
		case "unavailable":
			reading.node = childNode(reading.node, "", undefined, line.is, NOWHERE);
			return;
		case "frame": {
			const key = `${line.frame.function}\n${line.frame.elided}`;
			reading.node = childNode(reading.node, key, line.frame, line.is, NOWHERE);
			return;
		}
		case "call":
			if (reading.call) reading.skippedLines++;
			if (line.sure || !reading.call?.sure)
				reading.call = { ...line, from, to };
			return;
		case "place":
			followPlace(reading, line, from, to);
			return;
		default:
			line satisfies never;
	}
}

function followPlace(
	reading: Reading,
	place: PlaceLine,
	from: number,
	to: number,
): void {
	const { call, node, bytes } = reading;
	if (!call) {
		reading.skippedLines++;
		return;
	}
	const inlined = call.inlined && !place.exact;
	const { file, line } = place;
	const frame = { function: call.name, file, line, inlined, elided: 0 };
	const key = `${call.kind} ${call.name}\n${file}\n${line} ${inlined}`;
	const child = childNode(
		node,
		key,
		frame,
		call.kind,
		// What varies is of one byte a character.
		call.varying === undefined || place.varying === undefined
			? NOWHERE
			: [call.from, call.to - call.varying, from, to - place.varying],
	);
	expectChild(bytes, child);
	reading.node = child;
	if (call.kind === "creator") reading.creatorId = call.creatorId;
	reading.call = undefined;
}

function endStack(reading: Reading): void {
	const { open, node, root, creatorId } = reading;
	reading.node = root;
	reading.creatorId = undefined;
	if (!open) return;
	const stack = stackAt(node);
	if (!open.own) open.own = { stack, creatorId };
	else {
		open.ancestors ??= [];
		open.ancestors.push({ id: open.ancestorId, stack });
	}
}

function endGoroutine(reading: Reading): void {
	if (reading.call) reading.skippedLines++;
	reading.call = undefined;
	endStack(reading);
	const { open, list, stackless } = reading;
	reading.open = undefined;
	if (!open?.own) return;
	const { id, wait, own, ancestors } = open;
	const { stack, creatorId } = own;
	const goroutine = {
		id,
		wait,
		stack,
		creatorId,
		ancestors: ancestors ?? NONE,
	};
	// GOTRACEBACK=crash: each thread prints the goroutine it runs, later on.
	const before = stackless.get(id);
	if (before === undefined) {
		if (own.stack.unavailable) stackless.set(id, list.length);
		list.push(goroutine);
	} else {
		list[before] = goroutine;
		if (!own.stack.unavailable) stackless.delete(id);
	}
}

/** A goroutine that is open at the end of the text although something of it must follow. */
function isUnfinished({ open, call, node, root }: Reading): boolean {
	return !!open && (call?.sure || (node === root && !open.own));
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
