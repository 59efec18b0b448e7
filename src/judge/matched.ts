import type { Evidence } from "../model/evidence.ts";
import type { Ignore } from "../model/plan.ts";
import { stackMatch } from "./stack-match.ts";
import type { StacksAt } from "./stacks-at.ts";

/** Whether any settled state of the run has a stack that the entry leaves out. */
export function isMatched(
	entry: Ignore,
	{ settled }: Pick<Evidence, "settled">,
	stacksAt: StacksAt,
): boolean {
	const matches = stackMatch([entry.function]);
	return settled.some(({ round }) =>
		["goroutine", "heap"].some((profile) =>
			stacksAt(profile, round)?.some(matches),
		),
	);
}
