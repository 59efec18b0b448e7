import { realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Excerpt } from "../../model/excerpt.ts";
import type { Modules } from "../../model/profile.ts";
import type { Culprit } from "../../model/verdict.ts";
import { readRegularFile } from "../regular-file.ts";
import type { Changes } from "./changes.ts";

/** Lines shown before and after the line that matters. */
const AROUND = 2;

/** Go sources of this size are generated, and nobody reads them. */
const MOST_BYTES = 4 * 1024 * 1024;

export interface SourceTree {
	/** Only files below it are read: a profile may name any path, and what is read may be posted. */
	readonly root: string;
	/** Where the service's module lies, for builds with -trimpath, whose files begin with the module's path. */
	readonly moduleDirectory: string;
	readonly modules: Modules;
	/** Absent where nobody can tell what was changed. */
	readonly changes?: Changes | undefined;
}

/** The source lines around each culprit that lies in the repository; the others have none. */
export function excerptsOf(
	culprits: readonly Culprit[],
	tree: SourceTree,
): readonly Excerpt[] {
	const excerpts = new Map<string, Excerpt>();
	for (const { file, line } of culprits) {
		const key = `${file}:${line}`;
		const excerpt = excerpts.get(key) ?? readExcerpt(file, line, tree);
		if (excerpt) excerpts.set(key, excerpt);
	}
	return [...excerpts.values()];
}

function readExcerpt(
	file: string,
	line: number,
	tree: SourceTree,
): Excerpt | undefined {
	for (const candidate of candidates(file, tree)) {
		const lines = linesWithin(tree.root, candidate);
		if (!lines || line < 1 || line > lines.length) continue;
		const firstLine = Math.max(1, line - AROUND);
		const path = relative(realpathSync(tree.root), realpathSync(candidate))
			.split(sep)
			.join("/");
		return {
			file,
			path,
			...(tree.changes && { change: tree.changes.of(path, line, lines) }),
			firstLine,
			lines: lines.slice(firstLine - 1, line + AROUND),
			line,
		};
	}
	return undefined;
}

function candidates(
	file: string,
	{ modules, moduleDirectory }: SourceTree,
): readonly string[] {
	const trimmed = modules.firstParty
		.filter((module) => file.startsWith(`${module}/`))
		.map((module) => join(moduleDirectory, file.slice(module.length + 1)));
	return [file, ...trimmed];
}

function linesWithin(
	root: string,
	file: string,
): readonly string[] | undefined {
	try {
		const real = realpathSync(file);
		if (!real.startsWith(realpathSync(root) + sep) || !real.endsWith(".go"))
			return undefined;
		return readRegularFile(real, MOST_BYTES).toString("utf8").split(/\r?\n/);
	} catch {
		// The evidence of another machine names files that are not here: then there is no excerpt.
		return undefined;
	}
}
