import type { Difference } from "../model/difference.ts";
import { Stop } from "../model/problem.ts";
import { differenceOf } from "../pprof/difference.ts";
import { readAny } from "../pprof/format.ts";
import type { Profile } from "../pprof/profile.ts";
import { stacksOf } from "../pprof/stacks.ts";

const MOST_BYTES = 512 * 1024 ** 2;
const NO_MODULES = { firstParty: [], libraries: [] };

/** A file that somebody dropped on the page. */
export interface NamedBytes {
	readonly name: string;
	readonly bytes: Uint8Array;
}

/** One profile alone, or two compared, the earlier first where both say when they were taken. A Stop where that cannot be. */
export function differenceOfFiles(files: readonly NamedBytes[]): Difference {
	const [one, other, ...more] = files.map(profileOf);
	if (!one || more.length > 0)
		throw new Stop({
			code: "profiles-count",
			message: "One profile can be shown, or two compared.",
			remedy: "Drop one file or two.",
		});
	if (!other)
		return differenceOf([], stacks(one), {
			title: `${titleOf(one)} in ${one.name}`,
			unit: unitOf(one),
			compared: false,
		});
	if (titleOf(one) !== titleOf(other))
		throw new Stop({
			code: "profiles-differ",
			message: `The profiles do not compare: ${one.name} holds ${titleOf(one)}, ${other.name} ${titleOf(other)}.`,
			remedy: "Drop two profiles of the same kind.",
		});
	const [before, after] = isEarlier(other, one) ? [other, one] : [one, other];
	return differenceOf(stacks(before), stacks(after), {
		title: `${titleOf(one)}, ${before.name} → ${after.name}`,
		unit: unitOf(one),
		compared: true,
	});
}

type Named = { readonly name: string; readonly profile: Profile };

function profileOf({ name, bytes }: NamedBytes): Named {
	try {
		return { name, profile: readAny(bytes, { maxBytes: MOST_BYTES }).profile };
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		throw new Stop(
			...error.problems.map((problem) => ({ ...problem, where: name })),
		);
	}
}

function stacks({ profile }: Named) {
	return stacksOf(profile, { modules: NO_MODULES });
}

function unitOf({ profile }: Named): Difference["unit"] {
	return isHeap(profile) ? "bytes" : "count";
}

function titleOf({ profile }: Named): string {
	if (isHeap(profile)) return "in-use heap";
	const [first] = profile.sampleTypes;
	return first?.type === "goroutine"
		? "goroutines"
		: (first?.type ?? "samples");
}

function isHeap({ sampleTypes }: Profile): boolean {
	return sampleTypes.some(({ type }) => type === "inuse_space");
}

/** Text formats do not say when they were written. */
function isEarlier(
	{ profile: one }: Named,
	{ profile: other }: Named,
): boolean {
	return one.timeNanos > 0n && one.timeNanos < other.timeNanos;
}
