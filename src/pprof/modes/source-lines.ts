import { cleanPath } from "../node-info.ts";
import type { SourceFiles } from "./options.ts";
import { belowFolders } from "./source-path.ts";

/** The lines of a source file, or why there are none. */
export type SourceLines =
	| { readonly lines: readonly string[] }
	| { readonly error: string };

/**
 * Finds a profile's source file: as its path says, or, where that is not a full
 * one or leads through a folder of the same name as ours, from our folders and
 * their parents. Source: google/pprof, report.openSourceFile.
 */
export function sourceLines(file: string, sources: SourceFiles): SourceLines {
	const path = belowFolders(file, sources.folder);
	if (path.startsWith("/")) {
		const text = sources.read(path);
		return text === undefined
			? { error: `open ${path}: no such file or directory` }
			: { lines: linesOf(text) };
	}
	for (const folder of sources.folder.split(":").flatMap(withParents)) {
		const text = sources.read(cleanPath(folder ? `${folder}/${path}` : path));
		if (text !== undefined) return { lines: linesOf(text) };
	}
	return { error: `could not find file ${path} on path ${sources.folder}` };
}

/** As Go's filepath.Dir goes up. */
function withParents(folder: string): readonly string[] {
	const above = folder.slice(0, folder.lastIndexOf("/") + 1);
	const parent = cleanPath(above) || ".";
	return parent === folder ? [folder] : [folder, ...withParents(parent)];
}

function linesOf(text: string): readonly string[] {
	const lines = text.split("\n").map((line) => line.replace(/\r$/, ""));
	return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}
