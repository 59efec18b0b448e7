import type { Excerpt } from "../model/excerpt.ts";
import type { CulpritFrame } from "../model/verdict.ts";

export function findExcerpt(
	excerpts: readonly Excerpt[],
	frame: CulpritFrame,
): Excerpt | undefined {
	return excerpts.find(
		({ file, line }) => file === frame.file && line === frame.line,
	);
}
