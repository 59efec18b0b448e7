/** Who owns a frame's code: the user's module, a dependency, or Go itself. */
export type Origin = "first-party" | "library" | "standard";

/**
 * One line of a stack. `function` is Go's full name as people read it
 * (`%2e` decoded); `key` is the same frame's identity across Go versions,
 * formats and closures: closure suffixes and type arguments normalised, no line.
 */
export interface Frame {
	readonly function: string;
	readonly key: string;
	readonly file: string;
	readonly line: number;
	readonly origin: Origin;
}

/** One sample: frames leaf first, inlined calls as frames of their own. */
export interface Stack {
	readonly frames: readonly Frame[];
	/** Goroutines in a goroutine profile; estimated live objects in a heap profile. */
	readonly count: number;
	/** Estimated live bytes, heap profiles only (0 elsewhere). */
	readonly bytes: number;
	/** pprof labels, e.g. `http.route`. */
	readonly labels: Readonly<Record<string, string>>;
	/** As deep as the runtime records (32 frames before Go 1.23, 128 since): the outermost frames, and so the entry function, are likely missing. */
	readonly truncated?: true;
}

/** What `debug.ReadBuildInfo` says of the service's modules, to tell first-party frames from libraries. */
export interface Modules {
	/** Paths of the main module, and of modules replaced by a local folder or part of the workspace. */
	readonly firstParty: readonly string[];
	/** Paths of all other modules. */
	readonly libraries: readonly string[];
}
