import type { ProfileSet } from "../combine.ts";
import { type Prepared, prepared } from "../prepared.ts";
import { list } from "./list.ts";
import type { ReportOptions } from "./options.ts";
import { raw } from "./raw.ts";
import { withSourcePath } from "./source-path.ts";
import { top } from "./top.ts";
import { traces } from "./traces.ts";
import { peek, tree } from "./tree.ts";

/** The reports in text, under pprof's names for them. */
export const MODES = {
	top,
	peek,
	tree,
	traces,
	list,
	raw,
} as const satisfies Record<
	string,
	(ready: Prepared, options: ReportOptions) => Iterable<string>
>;

export type Mode = keyof typeof MODES;

/**
 * What `go tool pprof -MODE` prints, from its line `Showing nodes accounting
 * for` down; where it has none, all below the lines about the profile as such
 * (`File:`, `Type:`, `Time:`, `Duration:`), and of `raw` all. Control characters
 * of names are made visible. Stops: `profiles-differ`, `sample-index-unknown`,
 * `regexp-invalid`, `no-matches`.
 */
export function report(
	mode: Mode,
	profiles: ProfileSet,
	options: ReportOptions,
): string {
	return [...reportPieces(mode, profiles, options)].join("");
}

/** The same in pieces of many lines each, for those that are longer than a string may be. Stops come before the first. */
export function reportPieces(
	mode: Mode,
	profiles: ProfileSet,
	options: ReportOptions,
): Iterable<string> {
	const ready = prepared(profiles, options);
	const { sourcePath } = options;
	const isAsRead = !sourcePath || mode === "traces" || mode === "raw";
	const profile = isAsRead
		? ready.profile
		: withSourcePath(ready.profile, sourcePath);
	return pieces(MODES[mode]({ ...ready, profile }, options));
}

const PIECE_CHARACTERS = 64 * 1024;

function* pieces(lines: Iterable<string>): Generator<string> {
	let piece = "";
	for (const line of lines) {
		piece += `${line}\n`;
		if (piece.length < PIECE_CHARACTERS) continue;
		yield piece;
		piece = "";
	}
	yield piece;
}
