import { httpKind, isFailure } from "../error-kind.ts";
import { errorTally } from "../error-tally.ts";
import { count, duration, member } from "./parsed.ts";
import type { Summary, SummaryFormat } from "./summary.ts";

/**
 * `autocannon -j`. `errors` holds the timeouts already. `requests.sent` is no
 * use: it counts writes to connections that the server had closed, and
 * placeholders of a rate; answers plus errors is what happened.
 */
export const autocannon: SummaryFormat = {
	kind: "document",
	name: "autocannon",
	read,
};

function read(document: unknown): Summary | undefined {
	const answered = count(document, "requests", "total");
	const failed = count(document, "errors");
	const codes = member(document, "statusCodeStats");
	if (answered === undefined || failed === undefined) return undefined;
	if (typeof codes !== "object" || codes === null) return undefined;
	const timeouts = Math.min(failed, count(document, "timeouts") ?? 0);
	const errors = errorTally();
	errors.add("timed out", timeouts);
	errors.add("no answer", failed - timeouts);
	for (const code of Object.keys(codes)) {
		if (!isFailure(Number(code))) continue;
		errors.add(httpKind(Number(code)), count(codes, code, "count"));
	}
	const p99Ms = duration(document, "latency", "p99");
	const errorKinds = errors.kinds();
	return {
		requests: answered + failed,
		errors: errors.total(),
		...(errorKinds && { errorKinds }),
		...(p99Ms !== undefined && { p99Ms }),
	};
}
