import type { ProfileSet } from "../combine.ts";
import { type Prepared, prepared } from "../prepared.ts";
import { list } from "./list.ts";
import type { ReportOptions } from "./options.ts";
import { raw } from "./raw.ts";
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
	(ready: Prepared, options: ReportOptions) => string[]
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
	const lines = MODES[mode](prepared(profiles, options), options);
	return `${lines.join("\n")}\n`;
}
