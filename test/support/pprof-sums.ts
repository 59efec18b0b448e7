/** A report of `go tool pprof -top -unit=B`: exact numbers by function. */
export interface PprofSums {
	readonly type: string;
	readonly total: number;
	readonly functions: ReadonlyMap<
		string,
		{ readonly flat: number; readonly cum: number }
	>;
}

/** pprof drops nodes that are 0 in both; a name may appear once. */
export function readSums(text: string): PprofSums {
	const functions = new Map<string, { flat: number; cum: number }>();
	for (const line of text.split("\n")) {
		const row =
			/^ *(-?\d+)B? +\S+% +\S+% +(-?\d+)B? +\S+% {2}(.+?)(?: \((?:partial-)?inline\))?$/.exec(
				line.replace(/ 0 +0% /, " 0 0% "),
			);
		if (row)
			functions.set(row[3] ?? "", {
				flat: Number(row[1]),
				cum: Number(row[2]),
			});
	}
	const total = /% of (\d+)B? total/.exec(text)?.[1];
	const type = /^Type: (.+)$/m.exec(text)?.[1];
	if (total === undefined || type === undefined)
		throw new Error(`not a report of pprof: ${text.slice(0, 200)}`);
	return { type, total: Number(total), functions };
}
