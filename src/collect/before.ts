import type { Counters, Settled } from "../model/evidence.ts";
import type { Plan } from "../model/plan.ts";
import type { Ports, Probe } from "../ports.ts";
import { exactCounters, releasesPages } from "./exact.ts";
import type { Recorder } from "./recorder.ts";
import { takeSnapshot } from "./snapshot.ts";
import { swingOf } from "./swing.ts";

const POLL_MS = 100;

/** A heap that moves by more than this between readings is still being filled, or swings; a background allocator moves it by 22 kB. */
const START_UP_BYTES = 24 * 1024;

/** Start-up work ends soon or is the service's own swing, which the noise then shows. */
const LONGEST_QUIETS = 5;

/** Exact readings in a quiet time: its beginning, middle and end. */
const READINGS = 3;

/**
 * The state before load: waits until goroutines have stood still for
 * `settle.quiet` and three exact readings of the heap in it are alike, at most
 * five times as long. How far the idle readings swing is the service's own noise.
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

	const exact = [await exactCounters(probe, release)];
	const cheap: Counters[] = [];
	let lastExactMs = clock.now();
	let stillSinceMs = lastExactMs;
	let standing = exact[0]?.goroutines;
	const latestMs = beganMs + Math.min(timeoutMs, LONGEST_QUIETS * quietMs);
	for (;;) {
		await clock.sleep(POLL_MS, signal);
		const counters = await probe.counters();
		journal.reading("before", 0, counters);
		const nowMs = clock.now();
		if (counters.goroutines !== standing) stillSinceMs = nowMs;
		standing = counters.goroutines;
		// What moves in the first quiet time may be start-up work.
		if (nowMs - beganMs > quietMs) cheap.push(counters);
		const isLate = nowMs >= latestMs;
		if (!isLate && nowMs - lastExactMs < quietMs / (READINGS - 1)) continue;
		exact.push(await exactCounters(probe, release));
		lastExactMs = nowMs;
		const isQuiet =
			nowMs - stillSinceMs >= quietMs && isAlike(exact.slice(-READINGS));
		if (!isQuiet && !isLate) continue;
		const idle = exact.slice(isQuiet ? -READINGS : READINGS - 1);
		const last = exact.at(-1) ?? counters;
		// Goroutines that came to rest have no noise: what moved before was start-up work.
		return end(last, noiseIn(idle, isQuiet ? [] : cheap, last));
	}

	async function end(
		counters: Counters,
		noise: readonly [Counters, Counters],
	): Promise<void> {
		const settledMs = Math.round(clock.now() - beganMs);
		const settled: Settled = {
			round: 0,
			settling: "quiet",
			settledMs,
			patient: true,
			over: [],
			late: [],
			counters,
		};
		journal.append({ type: "noise", first: noise[0], second: noise[1] });
		await takeSnapshot(probe, journal, "before", 0, counters.goroutines);
		journal.append({ type: "settled", settled });
		journal.append({ type: "timing", name: "before", ms: settledMs });
		progress({ kind: "before", settled, noise });
	}
}

function isAlike(exact: readonly Counters[]): boolean {
	const bytes = exact.map(({ heapAlloc }) => heapAlloc);
	return (
		bytes.length === READINGS &&
		Math.max(...bytes) - Math.min(...bytes) <= START_UP_BYTES
	);
}

/** What the exact readings are there for; goroutines are seen between them too. */
const READ_EXACTLY = [
	"heapAlloc",
	"heapObjects",
	"threads",
	"rss",
	"openFiles",
] as const;

/** Two states as far from each other as each counter swings. */
function noiseIn(
	exact: readonly Counters[],
	cheap: readonly Counters[],
	low: Counters,
): readonly [Counters, Counters] {
	const swings = READ_EXACTLY.flatMap((name) => {
		const values = exact.flatMap((counters) => counters[name] ?? []);
		return low[name] === undefined
			? []
			: [[name, low[name] + swingOf(values)] as const];
	});
	const goroutines = swingOf(cheap.map((counters) => counters.goroutines));
	const connections = swingOf(exact.flatMap(connectionsIn));
	return [
		low,
		{
			...low,
			...Object.fromEntries(swings),
			goroutines: low.goroutines + goroutines,
			// In which state they swing says nothing: only their sum is judged.
			...(low.tcpConnections && {
				tcpConnections: { ...low.tcpConnections, swing: connections },
			}),
		},
	];
}

/** Their number; none where the platform does not tell it. */
function connectionsIn({ tcpConnections }: Counters): readonly number[] {
	if (!tcpConnections) return [];
	return [Object.values(tcpConnections).reduce((sum, one) => sum + one, 0)];
}
