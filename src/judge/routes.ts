import type { Settled } from "../model/evidence.ts";
import type { RouteGrowth } from "../model/verdict.ts";
import type { Group } from "./groups.ts";

/**
 * The routes under which a group of goroutines grew, the most growth first.
 * `moments` are the group in the states `settled`: the confirming rounds, and
 * the state before them. A load chooses its routes anew in each round, so that
 * a mean says more than the least; the service itself counted their requests.
 */
export function routesOf(
	moments: readonly (Group | undefined)[],
	settled: readonly Settled[],
): readonly RouteGrowth[] {
	const rounds = moments.length - 1;
	const first = moments[0];
	const grown = [...(moments.at(-1)?.routes ?? [])].flatMap(
		([route, count]): RouteGrowth[] => {
			const grew = count - (first?.routes.get(route) ?? 0);
			if (grew <= 0) return [];
			const requests = requestsBetween(settled, route);
			const perRequest = requests ? grew / requests : null;
			return [{ route, growth: grew / rounds, perRequest }];
		},
	);
	return grown.sort((a, b) => b.growth - a.growth || compare(a.route, b.route));
}

/** Undefined where the service did not count. */
function requestsBetween(
	settled: readonly Settled[],
	route: string,
): number | undefined {
	const [before, after] = [settled[0], settled.at(-1)].map((state) => {
		const counts = state?.counters.requestsByRoute;
		return counts && new Map(Object.entries(counts)).get(route);
	});
	return after === undefined ? undefined : after - (before ?? 0);
}

function compare(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}
