import type { Evidence } from "../model/evidence.ts";
import { Stop } from "../model/problem.ts";

/** Where a run keeps a profile of before the load and of after its last round; a Stop `profile-not-kept` where it has not both. */
export function profilePair(
	{ snapshots }: Evidence,
	profile: string,
): { readonly before: string; readonly after: string } {
	const before = snapshots.find(({ moment }) => moment === "before");
	const after = snapshots.findLast(({ moment }) => moment === "after");
	const paths = [before, after].map((one) => one?.profiles[profile]);
	const [from, to] = paths;
	if (from !== undefined && to !== undefined)
		return { before: from, after: to };
	throw new Stop({
		code: "profile-not-kept",
		message: `The run has no ${profile} profile of both before the load and after it.`,
		remedy: "Run it again: it ended before a round did.",
	});
}
