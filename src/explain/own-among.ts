import type { Culprit } from "../model/verdict.ts";

/**
 * The first `most` culprits. Goroutines of a library have none of the user's
 * code on their stacks: where that is so of all of them, the last gives way to
 * the first that names a line of the user's, for that is where the mend goes.
 */
export function ownAmong(
	culprits: readonly Culprit[],
	most: number,
): readonly Culprit[] {
	const first = culprits.slice(0, most);
	const own = culprits.find((one) => one.first_party);
	if (own === undefined || first.includes(own) || most < 2) return first;
	return [...first.slice(0, most - 1), own];
}
