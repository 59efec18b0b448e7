import { errorKind, httpKind, isFailure } from "../error-kind.ts";
import { errorTally } from "../error-tally.ts";
import { count, duration, member } from "./parsed.ts";
import type { Summary, SummaryFormat } from "./summary.ts";

/**
 * `vegeta report -type=json`: latencies in nanoseconds, `status_codes` by
 * code, where "0" is a request without an answer, and `errors`, each text once.
 */
export const vegeta: SummaryFormat = { kind: "document", name: "vegeta", read };

function read(document: unknown): Summary | undefined {
	const requests = count(document, "requests");
	const codes = member(document, "status_codes");
	if (requests === undefined || typeof codes !== "object" || codes === null) {
		return undefined;
	}
	const errors = errorTally();
	for (const code of Object.keys(codes)) {
		const status = Number(code);
		if (!isFailure(status)) continue;
		errors.add(
			status === 0 ? unansweredKind(document) : httpKind(status),
			count(codes, code),
		);
	}
	const p99Ns = duration(document, "latencies", "99th");
	const errorKinds = errors.kinds();
	return {
		requests,
		errors: errors.total(),
		...(errorKinds && { errorKinds }),
		...(p99Ns !== undefined && { p99Ms: p99Ns / 1e6 }),
	};
}

/** Texts of answers ("500 Internal Server Error") are in the list, too. */
function unansweredKind(document: unknown): string {
	const texts = member(document, "errors");
	if (!Array.isArray(texts)) return "no answer";
	const kinds = new Set(
		texts
			.filter((text): text is string => typeof text === "string")
			.filter((text) => !/^\d{3} /.test(text))
			.map(errorKind),
	);
	return kinds.size === 1 ? ([...kinds][0] ?? "no answer") : "no answer";
}
