import type { Counters } from "../model/evidence.ts";
import type { Plan } from "../model/plan.ts";
import type { Probe } from "../ports.ts";

/** Exact counters after GC, with the goroutines that the runtime proves leaked. */
export async function exactCounters(
	probe: Probe,
	release: boolean,
): Promise<Counters> {
	const counters = await probe.settledCounters({ release });
	const leaked = await probe.leakedGoroutines();
	return leaked ? { ...counters, leakedGoroutines: leaked.count } : counters;
}

/** Only a budget on RSS needs free pages handed back before each reading; elsewhere the service keeps them. */
export function releasesPages(plan: Plan): boolean {
	return plan.budgets.some((budget) => budget.metric === "rss");
}
