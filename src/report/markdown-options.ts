import type { Excerpt } from "../model/excerpt.ts";
import type { Links } from "./links.ts";
import type { Timeline } from "./sparkline.ts";

export interface MarkdownOptions {
	readonly excerpts: readonly Excerpt[];
	/** Absent where only the verdict is known. */
	readonly timeline?: Timeline;
	/** Most characters of the whole text. */
	readonly limit: number;
	readonly links?: Links;
	/** Of the headline; 3 unless told. */
	readonly level?: number;
	/** False where a run on GitHub is of no pull request. */
	readonly isPullRequest?: boolean;
	/** Number of the workflow run that measured it: its page has the artifacts and the log. */
	readonly run?: number;
	/** GitHub's number of the artifact with the evidence and the HTML report. */
	readonly artifact?: number;
	/** What runs it again, typed at the repository's root; absent where there is no budget file, or nobody knows it. */
	readonly rerun?: string;
}

/** How much of a verdict is shown. */
export interface Detail {
	/** Rows of the table; 0 = the headline alone. */
	readonly rows: number;
	readonly culprits: number;
	/** Culprits whose source is shown, the worst first. */
	readonly excerpts: number;
	/** Culprits whose whole stack is shown. */
	readonly stacks: number;
	/** Lines of each log. */
	readonly tail: number;
	/** What to run next, and the notes. */
	readonly next: boolean;
}

/** Each step shows less than the one before: stacks go first, then sources, then culprits, the verdict never. */
export const LADDER: readonly Detail[] = [
	{ rows: 40, culprits: 20, excerpts: 20, stacks: 20, tail: 20, next: true },
	{ rows: 40, culprits: 20, excerpts: 20, stacks: 1, tail: 20, next: true },
	{ rows: 40, culprits: 20, excerpts: 20, stacks: 0, tail: 20, next: true },
	{ rows: 40, culprits: 20, excerpts: 1, stacks: 0, tail: 20, next: true },
	{ rows: 20, culprits: 20, excerpts: 0, stacks: 0, tail: 5, next: true },
	{ rows: 20, culprits: 5, excerpts: 0, stacks: 0, tail: 5, next: true },
	{ rows: 10, culprits: 1, excerpts: 0, stacks: 0, tail: 0, next: false },
	{ rows: 10, culprits: 0, excerpts: 0, stacks: 0, tail: 0, next: false },
	{ rows: 0, culprits: 0, excerpts: 0, stacks: 0, tail: 0, next: false },
];
