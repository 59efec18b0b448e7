import type { Metric } from "../model/metric.ts";
import { isRuntimesOwn } from "./groups.ts";
import { heapBand } from "./heap-band.ts";
import {
	amountsOf,
	objectBytesOf,
	RECORD_BYTES,
	type Source,
	sourceOf,
	type View,
	withAmounts,
} from "./view.ts";

/**
 * The heap without the records of goroutines that ended: the runtime never
 * frees them (runtime.malg, runtime.allgs), so that a service with more at once
 * than ever before grows by some 500 bytes for each, and leaks nothing. Only
 * growth that stands out of its error is taken out, and then as much as it may
 * be. Undefined where there is none.
 */
export function withoutSpareRecords(
	view: View,
	metric: Metric,
): View | undefined {
	const source = sourceOf(metric);
	const held =
		source?.profile === "heap" && amountsOf(view, source, isRuntimesOwn);
	if (!source || !held) return undefined;
	const totals = view.evidence.settled.map(
		({ counters }) => counters[source.counter] ?? 0,
	);
	let spare = 0;
	const left = totals.map((total, index) => {
		const grew = total - (totals[index - 1] ?? total);
		spare += Math.min(Math.max(0, grew), spareIn(view, source, held, index));
		return total - spare;
	});
	return spare > 0
		? { ...view, evidence: withAmounts(view.evidence, source, left) }
		: undefined;
}

/** The most that the records of ended goroutines may have grown by since the state before; 0 where that is not clear. */
function spareIn(
	view: View,
	source: Source,
	held: readonly number[],
	index: number,
): number {
	const { settled } = view.evidence;
	const objectBytes = objectBytesOf(view, source, isRuntimesOwn);
	const recordSize = source.value === "count" ? 1 : RECORD_BYTES;
	const [live = 0, liveBefore = live] = [index, index - 1].map(
		(at) => settled[at]?.counters.goroutines,
	);
	// The records of goroutines that are still there are part of their leak.
	const ofLive = Math.max(0, live - liveBefore) * recordSize;
	const estimate = (held[index] ?? 0) - (held[index - 1] ?? 0) - ofLive;
	if (estimate <= 0) return 0;
	const band = heapBand(view.evidence, estimate, objectBytes);
	return estimate > band ? estimate + band : 0;
}
