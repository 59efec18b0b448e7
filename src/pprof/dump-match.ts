import {
	type DumpText,
	digitsEnd,
	FNV_START,
	fnv,
	numberAt,
	repeats,
} from "./dump-text.ts";
import type { DumpNode } from "./dump-tree.ts";

/** How far the reading of a goroutine got; one object for all. */
export interface DumpCursor {
	node: DumpNode;
	/** First byte of the next line. */
	at: number;
	creatorId: number | undefined;
}

/** How many children of one hash are tried by their bytes. */
const SAME_HASH = 16;
const [TAB, LF, CR, SPACE] = [9, 10, 13, 32] as const;
const [OPEN, CLOSE, PLUS] = [40, 41, 43] as const;
const IN_GOROUTINE = [...new TextEncoder().encode(" in goroutine ")];

/** Follows two lines that are a frame already known here; false = they are something else, or new. */
export function matchFrame(text: DumpText, cursor: DumpCursor): boolean {
	const { node } = cursor;
	if (!node.last) return false;
	if (matches(text, cursor, node.last)) return true;
	const same = node.byHash?.get(nameHash(text.bytes, cursor.at));
	const child = same?.find((one) => matches(text, cursor, one));
	if (child) node.last = child;
	return child !== undefined;
}

/** Keeps a child for being found by its bytes. */
export function expectChild({ bytes }: DumpText, child: DumpNode): void {
	const { parent, placeTo, nameFrom } = child;
	if (!parent || placeTo === 0) return;
	parent.last = child;
	parent.byHash ??= new Map();
	const hash = nameHash(bytes, nameFrom);
	const same = parent.byHash.get(hash);
	if (!same) parent.byHash.set(hash, [child]);
	else if (same.length < SAME_HASH && !same.includes(child)) same.push(child);
}

function matches(text: DumpText, cursor: DumpCursor, child: DumpNode): boolean {
	const { nameFrom, nameTo, placeFrom, placeTo } = child;
	if (!repeats(text, cursor.at, nameFrom, nameTo)) return false;
	const nameEnd = cursor.at + nameTo - nameFrom;
	const isCreator = child.kind === "creator";
	const placeAt = isCreator
		? behindCreator(text, nameEnd)
		: behindArguments(text, nameEnd);
	if (placeAt === 0 || !repeats(text, placeAt, placeFrom, placeTo))
		return false;
	const end = behindPlace(text, placeAt + placeTo - placeFrom, child);
	if (end === 0) return false;
	cursor.node = child;
	cursor.at = end;
	if (isCreator) cursor.creatorId = creatorIdAt(text, nameEnd);
	return true;
}

/** The next line after `0xc000012345, {0x8})`; 0 where that is not what there is. */
function behindArguments({ bytes }: DumpText, from: number): number {
	let at = from;
	for (let byte = bytes[at]; byte !== LF; byte = bytes[++at])
		// Arguments hold no parentheses; one would mean that the name goes on.
		if (byte === OPEN || byte === undefined) return 0;
	return bytes[bytes[at - 1] === CR ? at - 2 : at - 1] === CLOSE ? at + 1 : 0;
}

/** The next line after ` in goroutine 7`, which Go has printed since 1.21. */
function behindCreator(text: DumpText, from: number): number {
	const { bytes } = text;
	let at = from;
	if (bytes[at] === SPACE) {
		for (const byte of IN_GOROUTINE) if (bytes[at++] !== byte) return 0;
		at = digitsEnd(text, at);
	}
	if (bytes[at] === CR) at++;
	return bytes[at] === LF ? at + 1 : 0;
}

function creatorIdAt(text: DumpText, nameEnd: number): number | undefined {
	if (text.bytes[nameEnd] !== SPACE) return undefined;
	const digits = nameEnd + IN_GOROUTINE.length;
	return numberAt(text, digits, digitsEnd(text, digits));
}

/** The next line after ` +0x25 fp=… sp=… pc=…`, which is another in each goroutine and absent from an inlined call. */
function behindPlace(
	{ bytes }: DumpText,
	from: number,
	{ kind, frame }: DumpNode,
): number {
	let at = from;
	let byte = bytes[at];
	if (byte !== LF && byte !== CR && byte !== SPACE) return 0;
	const exact = byte === SPACE && bytes[at + 1] === PLUS;
	if (kind === "frame" && exact === frame?.inlined) return 0;
	for (; byte !== LF; byte = bytes[++at])
		if (byte === undefined || byte === TAB) return 0;
	return at + 1;
}

/** FNV-1a of a line up to its last opening parenthesis. */
function nameHash(bytes: Uint8Array, from: number): number {
	let hash = FNV_START;
	let upToOpen = 0;
	for (let at = from; at < bytes.length; at++) {
		const byte = bytes[at] ?? LF;
		if (byte === LF) break;
		if (byte === OPEN) upToOpen = hash;
		hash = fnv(hash, byte);
	}
	return upToOpen;
}
