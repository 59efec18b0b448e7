import type { LoadResult } from "../../model/evidence.ts";
import type { Ready, Scenario } from "../../model/plan.ts";
import { Stop } from "../../model/problem.ts";

/** A Stop `load-errors` when more of the load failed than `allow_errors` allows, or when it sent nothing. */
export function tooManyErrors(
	scenario: Scenario,
	result: LoadResult,
	seen: {
		readonly tail?: readonly string[] | undefined;
		/** `service.ready`, if there is one. */
		readonly ready?: Ready | undefined;
	} = {},
): Stop | undefined {
	const { requests, errors = 0 } = result;
	const { tail = [], ready } = seen;
	if (requests === undefined) return undefined;
	if (requests > 0 && errors <= requests * scenario.allowErrors) {
		return undefined;
	}
	const key = scenario.kind === "http" ? "load.http" : "load.run";
	return new Stop({
		code: "load-errors",
		message:
			requests === 0
				? "The load sent no request that was answered."
				: `The load sent ${requests} request${requests === 1 ? "" : "s"}, ${errors} failed${named(result.errorKinds, errors)}.`,
		where: `load ${scenario.name}`,
		remedy:
			requests === 0
				? `A load that sends nothing proves nothing: fix ${key}.`
				: ready === undefined && allRefused(result)
					? `Nobody listened there yet: set service.ready to a URL that answers once the service is up, or fix the address in ${key}.`
					: allUnknown(result)
						? `The service asks who is there: ${scenario.kind === "http" ? "say it in load.headers" : `let ${key} say it`}, or ask for another route.`
						: `A load that fails proves nothing: fix ${key}, or set load.allow_errors.`,
		...(tail.length > 0 && { tail }),
	});
}

function allRefused({ requests, errorKinds }: LoadResult): boolean {
	return errorKinds?.["connection refused"] === requests;
}

/** Answered, and each time as to a stranger. */
function allUnknown({ requests, errorKinds = {} }: LoadResult): boolean {
	return (
		requests === (errorKinds["HTTP 401"] ?? 0) + (errorKinds["HTTP 403"] ?? 0)
	);
}

/** " (connection refused)", or " (HTTP 500: 190, connection reset: 10)". */
function named(
	kinds: Readonly<Record<string, number>> | undefined,
	errors: number,
): string {
	const entries = Object.entries(kinds ?? {});
	const [only] = entries;
	if (only === undefined) return "";
	if (entries.length === 1 && only[1] === errors) return ` (${only[0]})`;
	const shown = entries.slice(0, 4).map(([kind, n]) => `${kind}: ${n}`);
	return ` (${shown.join(", ")}${entries.length > 4 ? ", …" : ""})`;
}
