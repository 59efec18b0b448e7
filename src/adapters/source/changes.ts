import type { Change } from "../../model/excerpt.ts";
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
	const base = baseOf(root, environment.GITHUB_BASE_REF);
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

/**
 * The commit to compare with. A checkout of a pull request is GitHub's own merge
 * commit, whose first parent is the base as it is now; elsewhere it is
 * where the branch left the base branch.
 */
function baseOf(root: string, baseRef: string | undefined): string | undefined {
	if (baseRef) {
		const parents = git(root, "rev-parse", "--verify", "--quiet", "HEAD^2");
		if (parents) return git(root, "rev-parse", "--verify", "--quiet", "HEAD^1");
	}
	const names = baseRef ? [`origin/${baseRef}`] : BASE_BRANCHES;
	for (const name of names) {
		const base = git(root, "merge-base", "HEAD", `refs/remotes/${name}`);
		if (base) return isBranch(root, base) ? base : undefined;
	}
	return undefined;
}

const BASE_BRANCHES = ["origin/HEAD", "origin/main", "origin/master"];

/** On the base branch itself nothing is changed until somebody edits a file. */
function isBranch(root: string, base: string): boolean {
	return (
		git(root, "rev-parse", "HEAD") !== base ||
		git(root, "status", "--porcelain") !== ""
	);
}

function changedRanges(
	root: string,
	base: string,
	path: string,
): readonly Range[] {
	const isNew = git(root, "ls-tree", base, "--", path) === "";
	if (isNew) return [{ first: 1, last: Number.POSITIVE_INFINITY }];
	const diff = git(root, "diff", ...AS_TEXT, "--unified=0", base, "--", path);
	const hunks = (diff ?? "").matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm);
	return [...hunks].map(([, start, count = "1"]) => {
		const first = Number(start);
		// Where lines were only taken out, the line before the gap stands for them.
		return { first, last: first + Math.max(1, Number(count)) - 1 };
	});
}

/** No program that a configuration names is to run. */
const AS_TEXT = ["--no-color", "--no-ext-diff", "--no-textconv", "--text"];

function overlap(one: Range, other: Range): boolean {
	return one.first <= other.last && other.first <= one.last;
}
