import { formatSigned } from "../model/quantity.ts";
import type { Culprit, RouteGrowth, Unit } from "../model/verdict.ts";
import { perRequestAmount } from "./per-request.ts";

/** `POST /orders/{id}`, and what it has of the growth: `+60, 0.5 a request`; empty where the culprit says it all. */
export interface ExplainedRoute {
	readonly name: string;
	readonly remark: string;
}

/** The routes under which a culprit grew, the worst first, and how many more there are. */
export function explainRoutes(
	culprit: Culprit,
	unit: Unit,
): { readonly shown: readonly ExplainedRoute[]; readonly more: number } {
	const { route, routes } = culprit;
	const all = routes ?? (route === null ? [] : [{ ...culprit, route }]);
	const shown = all.slice(0, SHOWN).map((one) => ({
		name: one.route,
		remark: [
			all.length === 1 ? "" : formatSigned(Math.round(one.growth), unit),
			perRequest(one, all.length === 1 ? culprit : undefined, unit),
		]
			.filter((part) => part !== "")
			.join(", "),
	}));
	return { shown, more: all.length - shown.length };
}

const SHOWN = 3;

/** A load of one route has said it already; it counts its requests itself, so that a few may differ. */
function perRequest(
	route: Pick<RouteGrowth, "perRequest">,
	said: Culprit | undefined,
	unit: Unit,
): string {
	const each = perRequestAmount(route.perRequest, unit);
	if (each === null) return "";
	const known = said?.perRequest ?? 0;
	const isSame = Math.abs((route.perRequest ?? 0) - known) <= 0.1 * known;
	return isSame ? "" : `${each} a request`;
}
