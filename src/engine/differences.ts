import type { Difference } from "../model/difference.ts";
import type { Evidence } from "../model/evidence.ts";
import { Stop } from "../model/problem.ts";
import { differenceOf, type Subject } from "../pprof/difference.ts";
import { stacksOfRun } from "../pprof/stacks-of-run.ts";

/** From before the load to after the last round, for each kind of profile that both moments have and that can be read. */
export function differencesOfRun(
	evidence: Pick<Evidence, "snapshots" | "environment">,
	read: (path: string) => Uint8Array,
): readonly Difference[] {
	const stacksAt = stacksOfRun(evidence, read);
	const last = evidence.snapshots.findLast(({ moment }) => moment === "after");
	if (last === undefined) return [];
	return PROFILES.flatMap(({ profile, subject }) => {
		try {
			const before = stacksAt(profile, 0);
			const after = stacksAt(profile, last.round);
			return before && after ? [differenceOf(before, after, subject)] : [];
		} catch (error) {
			// The verdict has said it.
			if (error instanceof Stop) return [];
			throw error;
		}
	});
}

const PROFILES: readonly {
	readonly profile: string;
	readonly subject: Subject;
}[] = [
	{
		profile: "goroutine",
		subject: { title: "goroutines", unit: "count", compared: true },
	},
	{
		profile: "heap",
		subject: { title: "in-use heap", unit: "bytes", compared: true },
	},
];
