import type { Run } from "./parity-runs.ts";
import {
	pick,
	type Random,
	randomProfile,
	randomTypes,
} from "./random-profile.ts";

/** A run with the profiles that it needs, by the names of their files. */
export interface RandomRun {
	readonly run: Run;
	readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Any mode with up to three flags, on one profile, two, or one less another. */
export function randomRun(random: Random, name: string): RandomRun {
	const types = randomTypes(random);
	const [one, other] = [`${name}-1.pb`, `${name}-2.pb`];
	const files = new Map(
		[one, other].map((file) => {
			const own = random(10) === 0 ? [...types].reverse() : types;
			return [file, randomProfile(random, own)];
		}),
	);
	const flags = Array.from({ length: random(4) }, () => pick(random, FLAGS));
	const granularity = pick(random, GRANULARITIES);
	const rest = [
		[one],
		[one, other],
		[`-base=${other}`, one],
		[`-diff_base=${other}`, one],
		[`-base=${other}`, "-normalize", one],
	][random(5)];
	return {
		run: [pick(random, MODES), ...flags, ...granularity, ...(rest ?? [])],
		files,
	};
}

const MODES: readonly [string, ...string[]] = [
	"-top",
	"-tree",
	"-peek=.",
	"-peek=main",
	"-traces",
	"-raw",
	"-list=.",
	"-list=main",
];

/** `-files` is random in pprof itself. */
const GRANULARITIES: readonly [string[], ...string[][]] = [
	[],
	["-functions"],
	["-lines"],
	["-addresses"],
	["-filefunctions"],
];

const FLAGS: readonly [string, ...string[]] = [
	"-cum",
	"-noinlines",
	"-nodecount=3",
	"-nodecount=1",
	"-nodefraction=0.2",
	"-edgefraction=0.3",
	"-trim=false",
	"-drop_negative",
	"-unit=auto",
	"-unit=kb",
	"-unit=ms",
	"-unit=foo",
	"-focus=main",
	"-ignore=main.b",
	"-hide=runtime|f",
	"-show=main|std",
	"-show_from=main",
	"-prune_from=b",
	"-tagfocus=a",
	"-tagfocus=route=a,true",
	"-tagignore=bytes=10b:1kb",
	"-tagfocus=:2kb",
	"-tagfocus=100:",
	"-tagfocus=num=5:5000",
	"-tagshow=route",
	"-taghide=k|bytes",
	"-relative_percentages",
	"-sample_index=0",
	"-sample_index=1",
];
