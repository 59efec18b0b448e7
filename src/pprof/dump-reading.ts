import type { Ancestor, DumpedGoroutine, DumpStack, Wait } from "./dump.ts";
import type { CallLine, DumpLine, PlaceLine } from "./dump-lines.ts";
import { type DumpCursor, expectChild } from "./dump-match.ts";
import type { DumpText } from "./dump-text.ts";
import { childNode, NOWHERE, rootNode, stackAt } from "./dump-tree.ts";

/** What was read of a dump so far: whole goroutines, and the parts of an open one. */
export interface DumpReading extends DumpCursor {
	readonly text: DumpText;
	readonly root: DumpCursor["node"];
	readonly list: DumpedGoroutine[];
	/** Places in the list of those without a stack, by id. */
	readonly stackless: Map<number, number>;
	/** Of the goroutine that is open; undefined between two. */
	wait: Wait | undefined;
	id: number;
	/** Known once its ancestors begin. */
	stack: DumpStack | undefined;
	stackCreatorId: number | undefined;
	ancestorId: number;
	ancestors: Ancestor[] | undefined;
	/** A name that waits for its place. */
	call: (CallLine & { readonly from: number; readonly to: number }) | undefined;
	skippedLines: number;
}

const NONE: readonly Ancestor[] = [];

export function newReading(text: DumpText): DumpReading {
	const root = rootNode();
	return {
		text,
		root,
		node: root,
		at: 0,
		creatorId: undefined,
		list: [],
		stackless: new Map(),
		wait: undefined,
		id: 0,
		stack: undefined,
		stackCreatorId: undefined,
		ancestorId: 0,
		ancestors: undefined,
		call: undefined,
		skippedLines: 0,
	};
}

export function beginGoroutine(
	reading: DumpReading,
	id: number,
	wait: Wait,
): void {
	endGoroutine(reading);
	reading.id = id;
	reading.wait = wait;
}

/** Takes a line of the goroutine that is open, from byte `from` up to `to`. */
export function followLine(
	reading: DumpReading,
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
			reading.ancestorId = line.id;
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

export function endGoroutine(reading: DumpReading): void {
	const { call, wait, id, list, stackless } = reading;
	if (!wait) return;
	if (call) reading.skippedLines++;
	endStack(reading);
	const { stack, stackCreatorId: creatorId, ancestors = NONE } = reading;
	reading.call = undefined;
	reading.wait = undefined;
	reading.stack = undefined;
	reading.ancestors = undefined;
	if (!stack) return;
	const goroutine = { id, wait, stack, creatorId, ancestors };
	// GOTRACEBACK=crash: each thread prints the goroutine it runs, later on.
	const before = stackless.get(id);
	if (before === undefined) {
		if (stack.unavailable) stackless.set(id, list.length);
		list.push(goroutine);
	} else {
		list[before] = goroutine;
		if (!stack.unavailable) stackless.delete(id);
	}
}

/** A goroutine that is open at the end of the text although something of it must follow. */
export function isUnfinished(reading: DumpReading): boolean {
	const { wait, call, node, root, stack } = reading;
	return !!wait && (call?.sure || (node === root && !stack));
}

function followPlace(
	reading: DumpReading,
	place: PlaceLine,
	from: number,
	to: number,
): void {
	const { call, node, text } = reading;
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
	expectChild(text, child);
	reading.node = child;
	if (call.kind === "creator") reading.creatorId = call.creatorId;
	reading.call = undefined;
}

function endStack(reading: DumpReading): void {
	const { node, root, creatorId } = reading;
	const stack = stackAt(node);
	reading.node = root;
	reading.creatorId = undefined;
	if (!reading.stack) {
		reading.stack = stack;
		reading.stackCreatorId = creatorId;
		return;
	}
	reading.ancestors ??= [];
	reading.ancestors.push({ id: reading.ancestorId, stack });
}
