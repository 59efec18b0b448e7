import { type Problem, Stop } from "../model/problem.ts";
import { formatCount } from "../model/quantity.ts";
import type { ProfileChange } from "../model/stack-change.ts";
import type { ProfileSet } from "../pprof/combine.ts";
import { compareProfiles } from "../pprof/compare.ts";
import { type AnyProfile, readAny } from "../pprof/format.ts";
import type { ReportOptions } from "../pprof/modes/options.ts";
import { proto } from "../pprof/modes/proto.ts";
import { type Mode, reportPieces } from "../pprof/modes/report.ts";
import type { Profile } from "../pprof/profile.ts";

export type { Granularity } from "../pprof/granularity.ts";
export type { Mode, ReportOptions };

/** The files of a report, in any format that Go writes. */
export interface ProfileFiles {
	readonly sources: readonly string[];
	readonly base: readonly string[];
	/** Percentages are of the base's total: pprof's -diff_base instead of -base. */
	readonly diffBase: boolean;
}

/** Where profiles come from, and who hears that one of them is not whole. */
export interface ProfileInput {
	/** The bytes of a file, inflated or not; of one that is larger than `mostBytes`, any number above that. */
	bytesOf(file: string, mostBytes: number): Promise<Uint8Array>;
	warn(problem: Problem): void;
}

/** What `go tool pprof -MODE` prints, in pieces (see pprof/modes/report.ts). Stops name the files that they are about. */
export async function profileReport(
	mode: Mode,
	files: ProfileFiles,
	options: ReportOptions,
	input: ProfileInput,
): Promise<Iterable<string>> {
	const set = await readSet(files, input);
	return about(files, () => reportPieces(mode, set, options));
}

/** What `go tool pprof -proto` writes: profile.proto, not gzipped. */
export async function profileProto(
	files: ProfileFiles,
	options: ReportOptions,
	input: ProfileInput,
): Promise<Uint8Array> {
	const set = await readSet(files, input);
	return about(files, () => proto(set, options));
}

/** What grew and shrank between two goroutine or heap profiles; their paths tell whose code a frame is. */
export async function profileChange(
	before: string,
	after: string,
	input: ProfileInput,
): Promise<ProfileChange> {
	const files = { base: [before], sources: [after], diffBase: false };
	const [one, other] = await readAll([before, after], input);
	if (!one || !other) throw new Error("two files give two profiles");
	return about(files, () =>
		compareProfiles(one, other, { firstParty: [], libraries: [] }),
	);
}

const MOST_BYTES = 1024 ** 3;

async function readSet(
	{ sources, base, diffBase }: ProfileFiles,
	input: ProfileInput,
): Promise<ProfileSet> {
	return {
		sources: await readAll(sources, input),
		base: await readAll(base, input),
		diffBase,
	};
}

/** One after the other: the bytes of one may go before those of the next come. */
async function readAll(
	files: readonly string[],
	input: ProfileInput,
): Promise<readonly Profile[]> {
	const profiles: Profile[] = [];
	for (const file of files)
		profiles.push((await readProfileFile(file, input)).profile);
	return profiles;
}

/** A profile in any format that Go writes; what is missing in it is said. Stops name the file. */
export async function readProfileFile(
	file: string,
	input: ProfileInput,
): Promise<AnyProfile> {
	const bytes = await input.bytesOf(file, MOST_BYTES);
	const read = () => readAny(bytes, { maxBytes: MOST_BYTES });
	const any = placed(file, () => true, read);
	if (any.kind === "dump" && any.dump.truncated)
		input.warn(cutShort(file, any.dump.goroutines.length));
	return any;
}

/** Not an error: of a crash there may be nothing better. */
function cutShort(where: string, goroutines: number): Problem {
	return {
		code: "dump-cut-short",
		where,
		message: `The dump is cut short: only its ${formatCount(goroutines)} whole goroutines count.`,
		remedy: "For all of them, capture the goroutine profile with debug=0.",
	};
}

/** Of two profiles that differ, people need to know which. */
function about<T>({ sources, base }: ProfileFiles, work: () => T): T {
	return placed(
		[...base, ...sources].join(", "),
		({ code }) => code === "profiles-differ",
		work,
	);
}

function placed<T>(
	where: string,
	isHere: (problem: Problem) => boolean,
	work: () => T,
): T {
	try {
		return work();
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		throw new Stop(
			...error.problems.map((problem) =>
				isHere(problem) ? { ...problem, where } : problem,
			),
		);
	}
}
