import type { Counters } from "../model/evidence.ts";
import { sparkline, type Timeline } from "./sparkline.ts";

/** One line that shows how goroutines and heap went through the rounds; none where a run ended before its first. */
export function markdownTimeline(
	timeline: Timeline | undefined,
): readonly string[] {
	if (!timeline || timeline.settled.length < 2) return [];
	const rows = ROWS.map(
		([title, read]) => `${title} \`${sparkline(timeline, read)}\``,
	);
	const rounds = timeline.settled.length - 1;
	const legend =
		rounds === 1 ? "before, load, idle" : "before, then load and idle by round";
	return [`${rows.join(" · ")} · ${legend}`];
}

const ROWS: readonly (readonly [string, (counters: Counters) => number])[] = [
	["goroutines", ({ goroutines }) => goroutines],
	["in-use heap", ({ heapAlloc }) => heapAlloc],
];
