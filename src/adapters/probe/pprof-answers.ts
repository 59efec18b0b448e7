import type { Counters } from "../../model/evidence.ts";
import { Stop } from "../../model/problem.ts";

/** How many entries each profile has, by its name; goroutines include the request's own. */
export interface Counts {
	readonly goroutine?: number | undefined;
	readonly threadcreate?: number | undefined;
	readonly goroutineleak?: number | undefined;
}

/** The table of net/http/pprof's index page: `<tr><td>14</td><td><a href='goroutine?debug=1'>goroutine</a></td></tr>`. */
export function parseIndex(html: string): Counts {
	const rows = html.matchAll(
		/<td>\s*(\d+)\s*<\/td>\s*<td>\s*<a href=["']?[^"'>\s]*?([a-z]+)\?debug=1/g,
	);
	const counts = new Map([...rows].map(([, count, name]) => [name, count]));
	const of = (name: string) => {
		const count = counts.get(name);
		return count === undefined ? undefined : Number(count);
	};
	return {
		goroutine: of("goroutine"),
		threadcreate: of("threadcreate"),
		goroutineleak: of("goroutineleak"),
	};
}

/** `goroutine profile: total 14`. */
export function parseHeadLine(name: string, text: string): number | undefined {
	const [, profile, total] = /^(\S+) profile: total (\d+)\n/.exec(text) ?? [];
	return profile === name ? Number(total) : undefined;
}

/**
 * A heap profile at debug=1: its head line holds twice the sampling rate, its
 * trailer runtime.MemStats, which are exact. A Stop where it is something else.
 */
export function parseHeap(text: string): {
	readonly memProfileRate: number;
	readonly counters: Omit<Counters, "goroutines">;
} {
	const rate = /^heap profile: [^\n]* @ heap\/(\d+)\n/.exec(text)?.[1];
	const trailer = text.slice(text.lastIndexOf("\n# runtime.MemStats"));
	const values = new Map(
		[...trailer.matchAll(/^# (\w+) = (\d+)(?: \/ \d+)?$/gm)].map(
			([, name, value]) => [name, Number(value)],
		),
	);
	const of = (name: string) => {
		const value = values.get(name);
		if (value === undefined || rate === undefined) throw notHeap(name);
		return value;
	};
	return {
		counters: {
			heapAlloc: of("HeapAlloc"),
			heapObjects: of("HeapObjects"),
			heapSys: of("HeapSys"),
			heapReleased: of("HeapReleased"),
			heapInuse: of("HeapInuse"),
			stackInuse: of("Stack"),
			sys: of("Sys"),
			numGc: of("NumGC"),
		},
		memProfileRate: Number(rate) / 2,
	};
}

function notHeap(missing: string): Stop {
	return new Stop({
		code: "probe-failed",
		message: `heap?debug=1 did not answer with a Go heap profile: ${missing} is missing.`,
		remedy: "Is the URL that of a net/http/pprof index page?",
	});
}
