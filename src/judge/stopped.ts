import type { Problem } from "../model/problem.ts";
import type { Verdict } from "../model/verdict.ts";

/** The verdict on what never became a run: a budget file with errors, a folder that cannot be written. */
export function stoppedVerdict(
	name: string,
	problems: readonly Problem[],
	tool: string,
): Verdict {
	return {
		format: 1,
		name,
		outcome: "undecided",
		exitCode: 2,
		findings: [],
		observed: [],
		culprits: [],
		problems,
		notes: [],
		environment: { go: "unknown", os: "unknown", tool },
		timings: {},
	};
}
