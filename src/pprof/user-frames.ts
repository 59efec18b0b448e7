import type { Frame } from "../model/profile.ts";
import { ELIDED } from "./dump.ts";

/** Tracebacks print so many frames of each end of a stack, profiles all up to 128 (runtime/traceback.go). */
const END = 50;

/**
 * The frames of a stack that every format of Go shows, so that stacks of
 * debug=0, 1 and 2 compare: those outside package runtime, or all but
 * `runtime.goexit` when there are no others. Tracebacks (debug=2) hide the
 * runtime's functions anywhere, debug=1 only at the leaf, debug=0 nowhere;
 * functions that the runtime exports show in tracebacks, but do not count here
 * either. Frames without a Go name (C, `<unknown>`) are in some formats only.
 * Of a stack too deep for a traceback, the innermost 50 count.
 */
export function userFrames(frames: readonly Frame[]): readonly Frame[] {
	const named = frames.filter(({ function: name }) => isUser(name));
	const visible =
		named.length > 0
			? named
			: frames.filter(({ function: name }) => name !== "runtime.goexit");
	const isCut = frames.some(({ function: name }) => name === ELIDED);
	return isCut || visible.length > 2 * END ? visible.slice(0, END) : visible;
}

function isUser(name: string): boolean {
	return !/^(?:runtime\.|internal\/runtime\/|[<[]|[^.]*$)/.test(name);
}
