import { count, duration, member } from "./parsed.ts";
import type { Summary, SummaryFormat } from "./summary.ts";

/**
 * k6's end-of-test summary, in its three shapes: `--summary-export`
 * (metrics.http_reqs.count), what handleSummary() gets
 * (metrics.http_reqs.values.count), and the machine-readable one of k6 1.x
 * (results.metrics, a list by name). `passes` of http_req_failed are the
 * failures: the rate counts "it failed". Only HTTP is counted.
 */
export const k6: SummaryFormat = { kind: "document", name: "k6", read };

function read(document: unknown): Summary | undefined {
	const metric = (name: string) => values(document, name);
	const requests = count(metric("http_reqs"), "count");
	if (requests === undefined) return undefined;
	const failed = metric("http_req_failed");
	const errors = count(failed, "passes") ?? count(failed, "matches");
	const p99Ms = duration(metric("http_req_duration"), "p(99)");
	return {
		requests,
		errors: errors ?? 0,
		...(errors !== undefined &&
			errors > 0 && { errorKinds: { http_req_failed: errors } }),
		...(p99Ms !== undefined && { p99Ms }),
	};
}

function values(document: unknown, name: string): unknown {
	const list = member(document, "results", "metrics");
	const metric = Array.isArray(list)
		? list.find((entry: unknown) => member(entry, "name") === name)
		: member(document, "metrics", name);
	return member(metric, "values") ?? metric;
}
