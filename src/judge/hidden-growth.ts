import type { Allowance } from "../metrics/allowance.ts";
import type { Evidence } from "../model/evidence.ts";
import type { Metric } from "../model/metric.ts";
import { type Class, CONFIRMING_ROUNDS, classify } from "./classify.ts";
import { type Group, goroutineGroups } from "./groups.ts";
import type { StacksAt } from "./stacks-at.ts";

/**
 * A stack whose own growth breaks the budget, though the total hides it: some
 * goroutines leak while others end. Undefined where no stack does. Heap sites
 * are estimates and cannot break a budget by themselves.
 */
export function hiddenGrowth(
	evidence: Evidence,
	metric: Metric,
	allowance: Allowance,
	stacksAt: StacksAt,
): Class | undefined {
	if (metric.culprits?.profile !== "goroutine" || allowance.kind !== "growth")
		return undefined;
	const groups = evidence.settled.map((state) =>
		goroutineGroups(stacksAt("goroutine", state.round) ?? []),
	);
	// Read they must be all the same: a profile that cannot be read decides nothing.
	const { rounds } = evidence.plan;
	if (rounds !== "auto" && rounds < CONFIRMING_ROUNDS) return undefined;
	const classes = [...(groups.at(-1)?.values() ?? [])].map((group) => {
		const own = growthsOf(groups, (one) => one.key === group.key);
		const sameEntry = growthsOf(groups, (one) => one.entry === group.entry);
		// Workers that go over to another function of the user's are no growth of their entry.
		const growths = own.map((growth, index) =>
			Math.max(0, Math.min(growth, sameEntry[index] ?? 0)),
		);
		return classify({
			allowance,
			course: {
				values: [0, ...growths],
				growths,
				shared: new Set(),
				piledUp: false,
			},
			rounds,
			// The total is within its allowance, so that nothing was waited for: three rounds running must do.
			last: { settling: "flat", patient: true },
			scatter: 0,
			moving: false,
		});
	});
	return GRAVEST_FIRST.map((state) =>
		classes.find((one) => one.state === state),
	).find(Boolean);
}

const GRAVEST_FIRST = ["over", "open", "undecided"] as const;

function growthsOf(
	moments: readonly ReadonlyMap<string, Group>[],
	isMember: (group: Group) => boolean,
): readonly number[] {
	const counts = moments.map((groups) =>
		[...groups.values()]
			.filter(isMember)
			.reduce((sum, { count }) => sum + count, 0),
	);
	return counts.slice(1).map((count, index) => count - (counts[index] ?? 0));
}
