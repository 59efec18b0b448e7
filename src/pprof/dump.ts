import type { Label } from "./label-sets.ts";

/**
 * Every goroutine of a program as text: a goroutine profile of debug=2, what
 * SIGQUIT or a crash writes. What is equal is one object, so that a million
 * goroutines in ten states stay small.
 */
export interface GoroutineDump {
	/** In the order of the text. */
	readonly goroutines: readonly DumpedGoroutine[];
	/** What it was printed for, `SIGQUIT: quit` or `panic: …`; undefined for a profile. */
	readonly cause: string | undefined;
	/** It ends within a goroutine, which is left out, or at the 64 MiB that a profile is cut at. */
	readonly truncated: boolean;
	/** Lines between a goroutine's that are not of a traceback, e.g. of a log. */
	readonly skippedLines: number;
}

export interface DumpedGoroutine {
	readonly id: number;
	readonly wait: Wait;
	readonly stack: DumpStack;
	/** The goroutine that started it, since Go 1.21. */
	readonly creatorId: number | undefined;
	/** What its creator did then, and its creator's creator (GODEBUG=tracebackancestors). */
	readonly ancestors: readonly Ancestor[];
}

/** What a goroutine's first line says. */
export interface Wait {
	/** The runtime's word: `chan send (nil chan)`, `running`, `sync.Mutex.Lock`. */
	readonly state: string;
	/** Since when it is blocked, in whole minutes. */
	readonly minutes: number;
	readonly locked: boolean;
	/** The garbage collector found that nothing can wake it (goroutineleak). */
	readonly leaked: boolean;
	/** Only goroutines of its own bubble can wake it (testing/synctest). */
	readonly durable: boolean;
	readonly bubble: number | undefined;
	/** Printed by Go 1.27 where go.mod says so too, or GODEBUG=tracebacklabels=1. */
	readonly labels: readonly Label[];
}

export interface DumpStack {
	/** Leaf first; the runtime's own are hidden unless all are. */
	readonly frames: readonly DumpFrame[];
	/** It ran on another thread: no frames are known. */
	readonly unavailable: boolean;
	/** Where it was started; its function is the creator. Undefined for the main goroutine. */
	readonly creator: DumpFrame | undefined;
}

export interface DumpFrame {
	/** As printed, but `runtime.gopanic` for `panic`, and ELIDED where frames are left out. */
	readonly function: string;
	/** "" for what is not Go's. */
	readonly file: string;
	readonly line: number;
	/** Into the next frame that is not. */
	readonly inlined: boolean;
	/** For ELIDED how many there were; 0 where Go does not say. */
	readonly elided: number;
}

/** Stands for the frames that Go leaves out: of the middle, since 1.21 all beyond the first and last 50. */
export const ELIDED = "<frames elided>";

export interface Ancestor {
	readonly id: number;
	readonly stack: DumpStack;
}
