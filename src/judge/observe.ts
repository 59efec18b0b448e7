import type { Evidence } from "../model/evidence.ts";
import type { Metric } from "../model/metric.ts";
import type { Observed, Part, RoundGrowth } from "../model/verdict.ts";

/** What was seen of a metric, budget or not. */
export function observe(metric: Metric, evidence: Evidence): Observed {
	const settled = evidence.settled.map(
		(state) => metric.read(state.counters) ?? null,
	);
	const readings = evidence.readings.map(
		(reading) => metric.read(reading.counters) ?? null,
	);
	const seen = [...settled, ...readings].filter((value) => value !== null);
	const parts = partsOf(metric, evidence);
	return {
		metric: metric.name,
		unit: metric.unit,
		before: settled[0] ?? null,
		peak:
			seen.length > 0
				? seen.reduce((most, value) => Math.max(most, value))
				: null,
		after: settled.length > 1 ? (settled.at(-1) ?? null) : null,
		rounds: evidence.settled.slice(1).flatMap((state, index): RoundGrowth[] => {
			const before = settled[index];
			const after = settled[index + 1];
			if (before == null || after == null) return [];
			const requests = requestsOf(evidence, state.round) ?? null;
			return [
				{
					before,
					after,
					growth: after - before,
					requests,
					settledMs: state.settledMs,
				},
			];
		}),
		...(parts && { parts }),
	};
}

function partsOf(
	{ parts }: Metric,
	{ settled }: Evidence,
): readonly Part[] | undefined {
	const [first, last] = [settled[0], settled.at(-1)].map(
		(state) => state && parts?.(state.counters),
	);
	if (!first || !last || settled.length < 2) return undefined;
	const before = new Map(Object.entries(first));
	const after = new Map(Object.entries(last));
	const names = [...new Set([...before.keys(), ...after.keys()])].toSorted();
	return names.map((name) => ({
		name,
		before: before.get(name) ?? 0,
		after: after.get(name) ?? 0,
	}));
}

/** Requests of one round; undefined where the load does not say. */
export function requestsOf(
	evidence: Evidence,
	round: number,
): number | undefined {
	const loads = evidence.loads.filter((one) => one.round === round);
	if (
		loads.length === 0 ||
		loads.some((one) => one.load.requests === undefined)
	)
		return undefined;
	return loads.reduce((sum, one) => sum + (one.load.requests ?? 0), 0);
}

/** Mean requests of the rounds; undefined where a load does not say. */
export function requestsPerRound(evidence: Evidence): number | undefined {
	const counts = evidence.settled
		.slice(1)
		.map(({ round }) => requestsOf(evidence, round));
	if (counts.length === 0 || counts.includes(undefined)) return undefined;
	return (
		counts.reduce((sum: number, one) => sum + (one ?? 0), 0) / counts.length
	);
}
