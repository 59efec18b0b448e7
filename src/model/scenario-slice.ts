import type { Evidence } from "./evidence.ts";

/** One scenario of the load, and the evidence as if it had been the only one. */
export interface ScenarioSlice {
	readonly scenario: string;
	readonly evidence: Evidence;
}

/**
 * The evidence by scenario, in the plan's order. Rounds are numbered through
 * the run and each plays one scenario: a scenario has the rounds whose load
 * says so, and begins in the settled state before the first of them. One that
 * has not been played yet would begin in the last. `snapshots` stay whole.
 */
export function scenarioSlices(evidence: Evidence): readonly ScenarioSlice[] {
	const { plan } = evidence;
	if (plan.load.length < 2)
		return [{ scenario: plan.load[0]?.name ?? "load", evidence }];
	return plan.load.map((scenario) => {
		const loads = evidence.loads.filter(
			({ load }) => load.scenario === scenario.name,
		);
		const isOwn = ({ round }: { readonly round: number }) =>
			loads.some((one) => one.round === round);
		const first = evidence.settled.findIndex(isOwn);
		const start = evidence.settled.at(first < 0 ? -1 : first - 1);
		return {
			scenario: scenario.name,
			evidence: {
				...evidence,
				plan: { ...plan, load: [scenario] },
				readings: evidence.readings.filter(isOwn),
				loads,
				settled: [...(start ? [start] : []), ...evidence.settled.filter(isOwn)],
			},
		};
	});
}
