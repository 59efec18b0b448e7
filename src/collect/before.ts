import type { Counters, Settled } from "../model/evidence.ts";
import type { Plan } from "../model/plan.ts";
import type { Ports, Probe } from "../ports.ts";
import { exactCounters, releasesPages } from "./exact.ts";
import type { Recorder } from "./recorder.ts";
import { takeSnapshot } from "./snapshot.ts";
import { trendOf } from "./trend.ts";

const POLL_MS = 100;

/** A heap that gains more than this between two readings is still being filled; a background allocator moves it by 22 kB. */
const START_UP_BYTES = 24 * 1024;

/** Start-up work ends soon or is the service's own swing, which the noise then shows. */
const LONGEST_QUIETS = 5;

/**
 * The state before load: waits until goroutines have stood still for
 * `settle.quiet` and the heap with them, at most five times as long. The
 * difference of two idle readings is the service's own noise.
 */
export async function settleBefore(
	plan: Plan,
	ports: Ports,
	probe: Probe,
	journal: Recorder,
): Promise<void> {
	const { clock, signal, progress } = ports;
	const { quietMs, timeoutMs } = plan.settle;
	const release = releasesPages(plan);
	const beganMs = clock.now();
	progress({ kind: "begin", phase: "before", detail: "" });
	// The first collection of each kind adds 6 to 27 kB to the heap: let it be before the first reading.
	await takeSnapshot(probe, journal, "before", 0, Number.POSITIVE_INFINITY);
	await exactCounters(probe, release);

	let first = await exactCounters(probe, release);
	let second = first;
	let stillSinceMs = clock.now();
	const swing: number[] = [];
	const latestMs = beganMs + Math.min(timeoutMs, LONGEST_QUIETS * quietMs);
	for (;;) {
		await clock.sleep(POLL_MS, signal);
		const counters = await probe.counters();
		journal.reading("before", 0, counters);
		// What moves in the first quiet time may be start-up work.
		if (clock.now() - beganMs > quietMs) swing.push(counters.goroutines);
		const isLate = clock.now() >= latestMs;
		const moved = counters.goroutines !== first.goroutines;
		if (!isLate && !moved && clock.now() - stillSinceMs < quietMs) continue;
		second = await exactCounters(probe, release);
		const fills = Math.abs(second.heapAlloc - first.heapAlloc) > START_UP_BYTES;
		if (isLate || (!moved && !fills)) break;
		first = second;
		stillSinceMs = clock.now();
	}
	const noise = withSwing(first, second, swing);
	const settledMs = Math.round(clock.now() - beganMs);
	const settled: Settled = {
		round: 0,
		settling: "quiet",
		settledMs,
		patient: true,
		over: [],
		late: [],
		counters: second,
	};
	journal.append({ type: "noise", first: noise[0], second: noise[1] });
	await takeSnapshot(probe, journal, "before", 0, second.goroutines);
	journal.append({ type: "settled", settled });
	journal.append({ type: "timing", name: "before", ms: settledMs });
	progress({ kind: "before", settled, noise });
}

/** Two idle readings; where goroutines swing all the time, from the fewest to the most of them. */
function withSwing(
	first: Counters,
	second: Counters,
	goroutines: readonly number[],
): readonly [Counters, Counters] {
	if (trendOf(goroutines, 0) !== "swinging") return [first, second];
	return [
		{ ...first, goroutines: Math.min(...goroutines) },
		{ ...second, goroutines: Math.max(...goroutines) },
	];
}
