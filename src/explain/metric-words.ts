/** As a table row names a metric; one that is not known here is named by its key. */
export function metricTitle(metric: string): string {
	return words(metric)?.title ?? metric.replaceAll("_", " ");
}

/** What a service leaks when this metric grows: `shop leaks memory`. */
export function metricLeaks(metric: string): string {
	return words(metric)?.leaks ?? metricTitle(metric);
}

/** What an amount of it is an amount of: `+100 goroutines`, `+3 KiB in use`. */
export function metricAmount(metric: string): string {
	return words(metric)?.amount ?? metricTitle(metric);
}

/** Names come from a file: `constructor` is not a metric. */
function words(metric: string) {
	return Object.hasOwn(WORDS, metric) ? WORDS[metric] : undefined;
}

const WORDS: Readonly<
	Record<string, { title: string; leaks: string; amount: string }>
> = {
	goroutines: {
		title: "goroutines",
		leaks: "goroutines",
		amount: "goroutines",
	},
	leaked_goroutines: {
		title: "leaked goroutines",
		leaks: "goroutines",
		amount: "goroutines proven blocked for ever",
	},
	inuse_space: { title: "in-use heap", leaks: "memory", amount: "in use" },
	inuse_objects: {
		title: "in-use objects",
		leaks: "heap objects",
		amount: "objects in use",
	},
	tcp_connections: {
		title: "TCP connections",
		leaks: "TCP connections",
		amount: "TCP connections",
	},
	rss: { title: "RSS", leaks: "resident memory", amount: "resident" },
};
