import type { Toolkit } from "./toolkit.ts";

/** A message at a line of the repository. */
export interface Annotation {
	readonly level: "error" | "warning" | "notice";
	readonly title: string;
	readonly message: string;
	/** Relative to the repository, `/`-separated. */
	readonly file?: string;
	/** 1-based. */
	readonly line?: number;
}

/** GitHub shows ten of each level a step; one error is kept for the step's own failure. */
const MOST = { error: 9, warning: 10, notice: 10 } as const;
/** Characters; GitHub cuts here without a word. */
const LONGEST = 4096;

/** Core escapes text and properties, so nothing in them can be read as a command. */
export function annotate(
	toolkit: Toolkit,
	annotations: readonly Annotation[],
): void {
	const said = { error: 0, warning: 0, notice: 0 };
	for (const annotation of annotations) {
		if (said[annotation.level]++ >= MOST[annotation.level]) continue;
		toolkit[annotation.level](cut(annotation.message), {
			title: annotation.title,
			...(annotation.file === undefined ? {} : { file: annotation.file }),
			...(annotation.line === undefined ? {} : { startLine: annotation.line }),
		});
	}
}

function cut(message: string): string {
	return message.length <= LONGEST
		? message
		: `${message.slice(0, LONGEST - 1)}…`;
}
