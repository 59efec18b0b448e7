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
	/** The child that was met last. */
	last: DumpNode | undefined;
	/** Children by the hash of their names. */
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
		last: undefined,
		byHash: undefined,
		children: undefined,
		stack: undefined,
	};
}
