import { createHistogram } from "node:perf_hooks";

/** Latencies in fixed memory, however many; three significant digits. */
export interface Latencies {
	readonly add: (ms: number) => void;
	/** 99th percentile in milliseconds; undefined without any. */
	readonly p99Ms: () => number | undefined;
}

const longestUs = 3_600_000_000;

export function latencies(): Latencies {
	const histogram = createHistogram({
		lowest: 1,
		highest: longestUs,
		figures: 3,
	});
	return {
		add(ms) {
			const us = Math.round(ms * 1000);
			histogram.record(Math.min(longestUs, Math.max(1, us)));
		},
		p99Ms: () =>
			histogram.count === 0 ? undefined : histogram.percentile(99) / 1000,
	};
}
