/** What makes a row of a report. */
export type Granularity =
	| "functions"
	| "filefunctions"
	| "files"
	| "lines"
	| "addresses";

/** Which parts of a frame tell rows apart. */
export interface Detail {
	readonly name: boolean;
	readonly file: boolean;
	readonly line: boolean;
	readonly column: boolean;
	readonly address: boolean;
	/** Inlined calls count for the function they were inlined into. */
	readonly noInlines: boolean;
	/** Files as the profile has them, `/proc/self/cwd/` and all. */
	readonly untrimmedFiles: boolean;
	/** Also which binary a frame is in, and where its function starts. */
	readonly objectFile: boolean;
}

export function detailOf(
	granularity: Granularity,
	options: {
		readonly noInlines?: boolean;
		readonly objectFile?: boolean;
		readonly untrimmedFiles?: boolean;
	} = {},
): Detail {
	const noInlines = options.noInlines ?? false;
	const isAddress = granularity === "addresses";
	const isLine = isAddress || granularity === "lines";
	return {
		name: granularity !== "files",
		file: granularity !== "functions",
		line: isLine,
		// pprof only clears columns where it aggregates anything.
		column: isAddress && !noInlines,
		address: isAddress,
		noInlines,
		untrimmedFiles: options.untrimmedFiles ?? false,
		objectFile: options.objectFile ?? false,
	};
}
