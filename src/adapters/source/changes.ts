import type { Change } from "../../model/excerpt.ts";
import { baseCommit } from "./base-commit.ts";
import { enclosingFunction } from "./enclosing-function.ts";
import { git } from "./git.ts";

/** The working tree against the commit that the branch, or the pull request, came from. */
export interface Changes {
	/** `path` is relative to the repository, `lines` the whole file's. */
	readonly of: (path: string, line: number, lines: readonly string[]) => Change;
}

/**
 * What was changed since the merge base, also what is not committed yet;
 * undefined where there is no base to compare with: no git, a shallow clone
 * of one commit, or the base branch itself.
 */
export function changesSinceBase(
	root: string,
	environment: Readonly<Record<string, string | undefined>>,
): Changes | undefined {
	const base = baseCommit(root, environment);
	if (base === undefined) return undefined;
	const known = new Map<string, readonly Range[]>();
	const rangesOf = (path: string) => {
		const ranges = known.get(path) ?? changedRanges(root, base, path);
		known.set(path, ranges);
		return ranges;
	};
	return {
		of: (path, line, lines) => {
			const ranges = rangesOf(path);
			if (ranges.some((one) => overlap(one, { first: line, last: line })))
				return "line";
			const around = enclosingFunction(lines, line);
			return around && ranges.some((one) => overlap(one, around))
				? "function"
				: "none";
		},
	};
}

/** Lines by number from 1, both ends included. */
interface Range {
	readonly first: number;
	readonly last: number;
}

function changedRanges(
	root: string,
	base: string,
	path: string,
): readonly Range[] {
	const isNew = git(root, "ls-tree", base, "--", path) === "";
	// What is generated belongs to no change.
	if (isNew && git(root, "ls-files", ...IGNORED, "--", path)) return [];
	const moved = isNew ? movedDiff(root, base, path) : undefined;
	if (isNew && moved === undefined)
		return [{ first: 1, last: Number.POSITIVE_INFINITY }];
	const diff =
		moved ?? git(root, "diff", ...AS_TEXT, "--unified=0", base, "--", path);
	const hunks = (diff ?? "").matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm);
	return [...hunks].map(([, start, count = "1"]) => {
		const first = Number(start);
		// Where lines were only taken out, the line before the gap stands for them.
		return { first, last: first + Math.max(1, Number(count)) - 1 };
	});
}

/** How a file that has a new name differs from what it was; undefined where it was none. */
function movedDiff(
	root: string,
	base: string,
	path: string,
): string | undefined {
	const all = git(root, "diff", ...AS_TEXT, "--find-renames", "-U0", base);
	return all
		?.split(/^(?=diff --git )/mu)
		.find(
			(one) =>
				one.includes(`\nrename to ${path}\n`) ||
				one.endsWith(`\nrename to ${path}`),
		);
}

const IGNORED = ["--others", "--ignored", "--exclude-standard"];

/** No program that a configuration names is to run. */
const AS_TEXT = ["--no-color", "--no-ext-diff", "--no-textconv", "--text"];

function overlap(one: Range, other: Range): boolean {
	return one.first <= other.last && other.first <= one.last;
}
