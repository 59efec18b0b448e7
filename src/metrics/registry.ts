import type { Metric } from "../model/metric.ts";
import { Stop } from "../model/problem.ts";
import { goroutines } from "./goroutines.ts";
import { inuseObjects } from "./inuse-objects.ts";
import { inuseSpace } from "./inuse-space.ts";
import { leakedGoroutines } from "./leaked-goroutines.ts";
import { openFiles } from "./open-files.ts";
import { rss } from "./rss.ts";
import { tcpConnections } from "./tcp-connections.ts";
import { threads } from "./threads.ts";

/** Everything a budget may limit, in the order of every table. To add one: a file and a line here. */
export const metrics: readonly Metric[] = [
	goroutines,
	leakedGoroutines,
	inuseSpace,
	inuseObjects,
	rss,
	threads,
	openFiles,
	tcpConnections,
];

/** The metric of that name; a Stop `metric-unknown` for one that only another version of this tool measures. */
export function metricNamed(name: string): Metric {
	const metric = metrics.find((one) => one.name === name);
	if (metric) return metric;
	throw new Stop({
		code: "metric-unknown",
		message: `The run has a budget for ${JSON.stringify(name)}, which this version does not measure.`,
		remedy: "Judge it with the version that ran it.",
	});
}
