import type { DumpFrame, DumpStack } from "./dump.ts";

/**
 * The stacks of a dump as a tree of frames from the leaf on. Most goroutines
 * repeat a stack that was seen, so a frame is compared with the bytes of those
 * that followed the same frames before, without making text of it.
 */
export interface DumpNode {
	readonly parent: DumpNode | undefined;
	readonly frame: DumpFrame | undefined;
	readonly kind: "root" | "frame" | "creator" | "unavailable";
	/** Bytes `name(`, or `created by name`, where the frame was first seen. */
	readonly nameFrom: number;
	readonly nameTo: number;
	/** Bytes `\t/path/file.go:39` there. */
	readonly placeFrom: number;
	readonly placeTo: number;
	/** Some of its children, those met last first. */
	recent: DumpNode[] | undefined;
	/** Some of its children by the hash of their names, where it has more of them. */
	byHash: Map<number, DumpNode[]> | undefined;
	children: Map<string, DumpNode> | undefined;
	stack: DumpStack | undefined;
}

type Spans = readonly [
	nameFrom: number,
	nameTo: number,
	placeFrom: number,
	placeTo: number,
];

/** For frames that are not compared by their bytes. */
export const NOWHERE: Spans = [0, 0, 0, 0];

/** How many children are tried by their bytes. */
const RECENT = 3;
const SAME_HASH = 8;
const [TAB, LF, CR, SPACE] = [9, 10, 13, 32] as const;
const [OPEN, CLOSE, PLUS] = [40, 41, 43] as const;
const IN_GOROUTINE = [...new TextEncoder().encode(" in goroutine ")];

/** How far the reading of a goroutine got; one object for all. */
export interface DumpCursor {
	node: DumpNode;
	/** First byte of the next line. */
	at: number;
	creatorId: number | undefined;
}

export function rootNode(): DumpNode {
	return node(undefined, undefined, "root", NOWHERE);
}

export function childNode(
	parent: DumpNode,
	key: string,
	frame: DumpFrame | undefined,
	kind: DumpNode["kind"],
	spans: Spans,
): DumpNode {
	parent.children ??= new Map();
	let child = parent.children.get(key);
	if (!child) {
		child = node(parent, frame, kind, spans);
		parent.children.set(key, child);
	}
	return child;
}

/** Keeps a child for being found by its bytes. */
export function expectChild(bytes: Uint8Array, child: DumpNode): void {
	const { parent, kind, placeTo, nameFrom } = child;
	if (!parent || placeTo === 0) return;
	parent.recent ??= [];
	if (parent.recent.includes(child)) return;
	parent.recent.unshift(child);
	if (parent.recent.length > RECENT) parent.recent.pop();
	if (kind !== "frame") return;
	parent.byHash ??= new Map();
	const hash = nameHash(bytes, nameFrom);
	const same = parent.byHash.get(hash);
	if (!same) parent.byHash.set(hash, [child]);
	else if (same.length < SAME_HASH && !same.includes(child)) same.push(child);
}

/** Follows two lines that are a frame already known here; false = they are something else, or new. */
export function matchFrame(bytes: Uint8Array, cursor: DumpCursor): boolean {
	const { recent, byHash } = cursor.node;
	if (!recent) return false;
	for (let index = 0; index < recent.length; index++) {
		const child = recent[index];
		if (!child || !matches(bytes, cursor, child)) continue;
		if (index > 0) {
			recent[index] = recent[0] as DumpNode;
			recent[0] = child;
		}
		cursor.node = child;
		return true;
	}
	if (!byHash || recent.length < RECENT) return false;
	for (const child of byHash.get(nameHash(bytes, cursor.at)) ?? []) {
		if (!matches(bytes, cursor, child)) continue;
		cursor.node = child;
		return true;
	}
	return false;
}

/** FNV-1a of a line up to its last opening parenthesis. */
function nameHash(bytes: Uint8Array, from: number): number {
	let hash = 0x811c9dc5;
	let upToOpen = 0;
	for (let at = from; at < bytes.length; at++) {
		const byte = bytes[at] ?? LF;
		if (byte === LF) break;
		if (byte === OPEN) upToOpen = hash;
		hash = Math.imul(hash ^ byte, 0x01000193);
	}
	return upToOpen;
}

function matches(
	bytes: Uint8Array,
	cursor: DumpCursor,
	child: DumpNode,
): boolean {
	let at = cursor.at;
	for (let from = child.nameFrom; from < child.nameTo; from++, at++)
		if (bytes[at] !== bytes[from]) return false;
	let creatorId: number | undefined;
	if (child.kind === "creator") {
		if (bytes[at] === SPACE) {
			for (const byte of IN_GOROUTINE) if (bytes[at++] !== byte) return false;
			creatorId = 0;
			for (let digit = bytes[at] ?? 0; digit > 47 && digit < 58; ) {
				creatorId = creatorId * 10 + digit - 48;
				digit = bytes[++at] ?? 0;
			}
		}
		if (bytes[at] === CR) at++;
		if (bytes[at] !== LF) return false;
	} else {
		// Arguments hold no parentheses; one would mean that the name goes on.
		let byte = bytes[at];
		while (byte !== LF) {
			if (byte === OPEN || byte === undefined) return false;
			byte = bytes[++at];
		}
		if (bytes[bytes[at - 1] === CR ? at - 2 : at - 1] !== CLOSE) return false;
	}
	at++;
	for (let from = child.placeFrom; from < child.placeTo; from++, at++)
		if (bytes[at] !== bytes[from]) return false;
	// The rest, ` +0x25 fp=… sp=… pc=…`, is another in each goroutine; an inlined call has none.
	let byte = bytes[at];
	if (byte !== LF && byte !== CR && byte !== SPACE) return false;
	const exact = byte === SPACE && bytes[at + 1] === PLUS;
	if (child.kind === "frame" && exact === child.frame?.inlined) return false;
	while (byte !== LF) {
		if (byte === undefined || byte === TAB) return false;
		byte = bytes[++at];
	}
	cursor.at = at + 1;
	if (child.kind === "creator") cursor.creatorId = creatorId;
	return true;
}

/** A node's stack: what lies between it and the root. */
export function stackAt(last: DumpNode): DumpStack {
	if (last.stack) return last.stack;
	const frames: DumpFrame[] = [];
	let creator: DumpFrame | undefined;
	let unavailable = false;
	for (let at: DumpNode | undefined = last; at; at = at.parent) {
		if (at.kind === "creator") creator = at.frame;
		else if (at.kind === "unavailable") unavailable = true;
		else if (at.frame) frames.push(at.frame);
	}
	last.stack = { frames: frames.reverse(), unavailable, creator };
	return last.stack;
}

function node(
	parent: DumpNode | undefined,
	frame: DumpFrame | undefined,
	kind: DumpNode["kind"],
	[nameFrom, nameTo, placeFrom, placeTo]: Spans,
): DumpNode {
	return {
		parent,
		frame,
		kind,
		nameFrom,
		nameTo,
		placeFrom,
		placeTo,
		recent: undefined,
		byHash: undefined,
		children: undefined,
		stack: undefined,
	};
}
