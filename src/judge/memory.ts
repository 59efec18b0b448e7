import type { Counters, Evidence } from "../model/evidence.ts";
import type { Memory, Verdict } from "../model/verdict.ts";

/** The memory of a run before its load and after it; undefined where it was not read twice. */
export function memoryOf({ settled }: Evidence): Verdict["memory"] {
	const [before, after] = [settled[0], settled.at(-1)];
	if (!before || !after || settled.length < 2) return undefined;
	return {
		before: numbers(before.counters),
		after: numbers(after.counters),
	};
}

function numbers(counters: Counters): Memory {
	const { sys, heapSys, heapReleased, stackInuse, heapAlloc, rss } = counters;
	return {
		rss: rss ?? null,
		held: (sys ?? heapSys + stackInuse) - heapReleased,
		inuse: heapAlloc,
		stacks: stackInuse,
	};
}
