import { trimmedPath } from "../node-info.ts";
import type { SourceFiles } from "./options.ts";

/** The lines of a source file, or why there are none. */
export type SourceLines =
	| { readonly lines: readonly string[] }
	| { readonly error: string };

/**
 * Finds a profile's source file: as its path says, or, where that is not a full
 * one or leads through a folder of the same name as ours, from our folder and
 * its parents. Source: google/pprof, report.openSourceFile.
 */
export function sourceLines(file: string, sources: SourceFiles): SourceLines {
	const path = fromFolder(file, sources.folder);
	if (path.startsWith("/")) {
		const text = sources.read(path);
		return text === undefined
			? { error: `open ${path}: no such file or directory` }
			: { lines: linesOf(text) };
	}
	for (const folder of withParents(sources.folder)) {
		const text = sources.read(joined(folder, path));
		if (text !== undefined) return { lines: linesOf(text) };
	}
	return { error: `could not find file ${path} on path ${sources.folder}` };
}

function fromFolder(file: string, folder: string): string {
	const wanted = `/${folder.slice(folder.lastIndexOf("/") + 1)}/`;
	const at = file.indexOf(wanted);
	if (folder !== "/" && at >= 0) return file.slice(at + wanted.length);
	return trimmedPath(file);
}

function withParents(folder: string): readonly string[] {
	const parts = folder.split("/").filter((part) => part !== "");
	return Array.from(
		{ length: parts.length + 1 },
		(_, up) => `/${parts.slice(0, parts.length - up).join("/")}`,
	);
}

function joined(folder: string, path: string): string {
	const kept: string[] = [];
	for (const part of `${folder}/${path}`.split("/")) {
		if (part === "..") kept.pop();
		else if (part !== "" && part !== ".") kept.push(part);
	}
	return `/${kept.join("/")}`;
}

function linesOf(text: string): readonly string[] {
	const lines = text.split("\n").map((line) => line.replace(/\r$/, ""));
	return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}
