import type { Granularity } from "../granularity.ts";

/** What a report may be asked for: pprof's flags of the same names, with its defaults. */
export interface ReportOptions {
	/** Name or number of the values; "" = the profile's default, else the last. */
	readonly sampleIndex?: string;
	/** Sorts by cum instead of flat. */
	readonly cum?: boolean;
	/** What makes a row; functions unless said. */
	readonly granularity?: Granularity;
	/** The most rows, 0 = all; 80 for trees unless said, else all. */
	readonly nodeCount?: number;
	/** Rows with less of the total are left out, 0.005 unless said; calls below 0.001. */
	readonly nodeFraction?: number;
	readonly edgeFraction?: number;
	/** `false` leaves nothing out. */
	readonly trim?: boolean;
	readonly dropNegative?: boolean;
	readonly noInlines?: boolean;
	/** Percentages of what the filters leave. */
	readonly relativePercentages?: boolean;
	/** Scales the sources to the sum of the base. */
	readonly normalize?: boolean;
	/** Unit of all values, `auto` = each its own; `minimum` unless said. */
	readonly unit?: string;
	/** Regular expressions in RE2's syntax; see name-filters.ts. */
	readonly focus?: string;
	readonly ignore?: string;
	readonly hide?: string;
	readonly show?: string;
	readonly showFrom?: string;
	readonly pruneFrom?: string;
	/** See tag-filters.ts. */
	readonly tagFocus?: string;
	readonly tagIgnore?: string;
	readonly tagShow?: string;
	readonly tagHide?: string;
	/** Of peek and list: the expression for the functions to show. */
	readonly functions?: string;
	/** Folders with colons between that file names are shortened by, and where list looks for sources instead of in `sources.folder`. */
	readonly sourcePath?: string;
	/** Of list: where source files are read. */
	readonly sources?: SourceFiles;
}

export interface SourceFiles {
	/** The folder, and with it its parents, where files without a full path are looked for. */
	readonly folder: string;
	/** The text of the file of that full path; undefined when there is none. */
	read(path: string): string | undefined;
}
