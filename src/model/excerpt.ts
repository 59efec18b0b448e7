/**
 * The source around a culprit's line, read by whoever can see the working tree.
 * `lines` is empty where the place in the repository is known and its text is not.
 */
export interface Excerpt {
	/** As in the culprit's frame. */
	readonly file: string;
	/** Relative to the repository, `/`-separated: for people, links and annotations. */
	readonly path: string;
	/** 1-based number of the first of `lines`. */
	readonly firstLine: number;
	readonly lines: readonly string[];
	/** 1-based number of the culprit's line. */
	readonly line: number;
	/** What this branch, or pull request, did to it; absent where nobody can tell. */
	readonly change?: Change;
}

/** The line was changed, or other lines of its function, or neither. */
export type Change = "line" | "function" | "none";
