/** Flags that every profile is tried with, by mode. */
const FLAGS: readonly string[] = [
	"-top",
	"-top -cum",
	"-top -lines",
	"-top -cum -lines",
	"-top -files",
	"-top -filefunctions",
	"-top -addresses",
	"-top -nodecount=7",
	"-top -cum -nodecount=5",
	"-top -nodefraction=0 -edgefraction=0",
	"-top -nodefraction=0.1 -edgefraction=0.05",
	"-top -trim=false",
	"-top -noinlines",
	"-top -addresses -noinlines",
	"-top -unit=auto",
	"-top -unit=MB",
	"-top -sample_index=0",
	"-top -focus=main|shop",
	"-top -relative_percentages -focus=main",
	"-top -ignore=^runtime\\.(gopark|malloc)",
	"-top -hide=^runtime\\.",
	"-top -show=(?i)MAIN",
	"-top -show_from=main\\.",
	"-top -prune_from=chan(send|recv)$",
	"-top -focus=\\.go$ -hide=sync\\.\\(\\*",
	"-top -tagfocus=route",
	"-top -tagignore=tenant=a=b,x",
	"-top -tagfocus=bytes=64b:1kb",
	"-tree",
	"-tree -cum -nodecount=12",
	"-tree -lines",
	"-tree -files -noinlines",
	"-tree -hide=^runtime\\.",
	"-peek=main\\.",
	"-peek=gopark|malloc -lines",
	"-peek=.",
	"-traces",
	"-traces -lines",
	"-traces -addresses -unit=B",
	"-traces -focus=main -tagshow=tenant|bytes",
	"-raw",
	"-raw -focus=main -hide=runtime -taghide=route",
	"-list=main\\.",
	"-list=Remember|inner -noinlines",
];

/** Flags for a profile less another, with -base and -diff_base. */
const BASE_FLAGS: readonly string[] = [
	"-top",
	"-top -cum",
	"-top -lines",
	"-top -files",
	"-top -addresses",
	"-top -normalize",
	"-top -drop_negative",
	"-top -focus=main",
	"-top -nodecount=5",
	"-top -unit=kB -nodefraction=0",
	"-top -sample_index=0",
	"-tree",
	"-tree -drop_negative",
	"-peek=main",
	"-traces",
	"-raw",
	"-list=main",
];

/** The words of a run; the profiles are files. */
export type Run = readonly string[];

/** `profiles` by folder and name, e.g. `go1.26/heap.pb.gz`. */
export function parityRuns(profiles: readonly string[]): readonly Run[] {
	const alone = profiles.flatMap((file) =>
		FLAGS.map((flags) => [...flags.split(" "), file]),
	);
	const pairs = profiles.flatMap((file) => {
		const kind = kindOf(file);
		const others = profiles.filter(
			(other) => other !== file && kindOf(other) === kind,
		);
		return others.slice(0, 2).map((other) => [other, file] as const);
	});
	const subtracted = pairs.flatMap(([before, after], at) =>
		BASE_FLAGS.map((flags) => [
			...flags.split(" "),
			`-${at % 2 === 0 ? "base" : "diff_base"}=${before}`,
			after,
		]),
	);
	const several = pairs.flatMap(([one, other]) => [
		["-top", one, other],
		["-raw", one, other],
		["-top", `-base=${one}`, other, other],
		["-top", `-diff_base=${one}`, one],
		["-tree", `-base=${one}`, one],
	]);
	return [...alone, ...subtracted, ...several];
}

/** heap and allocs hold the same values, and so do goroutine profiles however they came. */
function kindOf(file: string): string {
	const name = file.slice(file.lastIndexOf("/") + 1).split(/[.-]/, 1)[0] ?? "";
	return name === "allocs" ? "heap" : name;
}
