import type { Evidence } from "../model/evidence.ts";
import { scenarioSlices } from "../model/scenario-slice.ts";

/** The first rounds of one scenario, as many in one run as in the other. */
export interface SharedRounds {
	readonly rounds: number;
	readonly base: Span;
	readonly head: Span;
	/** Requests of the run's rounds over those of the base's; 1 where a load does not say. */
	readonly scale: number;
}

/** Two states at rest, by the numbers of their rounds. */
export interface Span {
	readonly from: number;
	readonly to: number;
}

/** For each scenario that both played: a run that passes ends after one round, and the rounds of a warm-up are only fair against each other. */
export function sharedRounds(
	base: Evidence,
	head: Evidence,
): readonly SharedRounds[] {
	const others = scenarioSlices(base);
	return scenarioSlices(head).flatMap(({ scenario, evidence }) => {
		const other = others.find((one) => one.scenario === scenario)?.evidence;
		if (!other) return [];
		const rounds = Math.min(other.settled.length, evidence.settled.length) - 1;
		const [was, is] = [spanOf(other, rounds), spanOf(evidence, rounds)];
		if (rounds < 1 || !was || !is) return [];
		const [before, now] = [requestsIn(other, was), requestsIn(evidence, is)];
		const scale = before && now ? now / before : 1;
		return [{ rounds, base: was, head: is, scale }];
	});
}

function spanOf({ settled }: Evidence, rounds: number): Span | undefined {
	const [from, to] = [settled[0]?.round, settled[rounds]?.round];
	return from === undefined || to === undefined ? undefined : { from, to };
}

/** Undefined where the load of a round does not say. */
function requestsIn({ loads }: Evidence, { from, to }: Span) {
	return loads
		.filter(({ round }) => round > from && round <= to)
		.reduce<number | undefined>(
			(sum, { load: { requests } }) =>
				sum === undefined || requests === undefined
					? undefined
					: sum + requests,
			0,
		);
}
