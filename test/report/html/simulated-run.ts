import type {
	Counters,
	Phase,
	Reading,
	Settled,
} from "../../../src/model/evidence.ts";
import type { Observed, Verdict } from "../../../src/model/verdict.ts";

const START_MS = 6_430;
const BEFORE_MS = 1_200;
const LOAD_MS = 6_000;

export interface SimulatedRun {
	readonly readings: readonly Reading[];
	readonly settled: readonly Settled[];
}

/** Readings and settled states that a run with this verdict may have had; nothing where no round was played. */
export function simulatedRun(verdict: Verdict, everyMs = 1_000): SimulatedRun {
	const all = [...verdict.findings, ...verdict.observed];
	const goroutines = all.find(({ metric }) => metric === "goroutines");
	const heap = all.find(({ metric }) => metric === "inuse_space");
	const rounds = Math.max(0, ...all.map((one) => one.rounds.length));
	if (rounds === 0) return { readings: [], settled: [] };
	const at = (round: number) =>
		counters(valueAt(goroutines, round, 14), valueAt(heap, round, 2_202_009));
	const readings: Reading[] = [];
	const settled: Settled[] = [];
	let atMs = START_MS;
	for (let round = 0; round <= rounds; round++) {
		const start = at(round - 1);
		const end = at(round);
		const settledMs =
			goroutines?.rounds[round - 1]?.settledMs ??
			(round === 0 ? BEFORE_MS : 1_100);
		const loadMs = round === 0 ? 0 : LOAD_MS;
		for (let ms = 0; ms <= loadMs + settledMs; ms += everyMs) {
			const phase = round === 0 ? "before" : ms < loadMs ? "load" : "settle";
			const busy = busyness(phase, ms, loadMs);
			const garbage = (ms % 2_000) / 2_000;
			const rest = phase === "load" ? start : end;
			const bytes = Math.max(0, (heap?.peak ?? 0) - end.heapAlloc);
			const now = counters(
				Math.round(rest.goroutines + busy * 397),
				Math.round(
					rest.heapAlloc * (1 + 0.15 * garbage) +
						busy * (0.4 + 0.55 * garbage) * bytes,
				),
			);
			readings.push({ atMs, phase, round, counters: now });
			atMs += everyMs;
		}
		const over = end.goroutines > start.goroutines;
		settled.push({
			round,
			settling: over ? "flat" : "quiet",
			settledMs,
			patient: true,
			over: over ? ["goroutines"] : [],
			late: [],
			counters: end,
		});
	}
	return { readings, settled };
}

export function counters(goroutines: number, heapAlloc: number): Counters {
	return {
		goroutines,
		heapAlloc,
		heapObjects: Math.round(heapAlloc / 96),
		heapSys: 12 * 2 ** 20 + heapAlloc * 2,
		heapReleased: 4 * 2 ** 20,
		heapInuse: heapAlloc * 1.2,
		stackInuse: 2 ** 19 + goroutines * 2_048,
		numGc: 12,
		threads: 9,
		rss: 21 * 2 ** 20 + heapAlloc,
	};
}

/** 0 at rest, 1 in the middle of the load. */
function busyness(phase: Phase, ms: number, loadMs: number): number {
	switch (phase) {
		case "before":
			return 0;
		case "load":
			return Math.sin((Math.PI * ms) / loadMs) ** 0.3;
		case "settle":
			return 0.5 * Math.exp((loadMs - ms) / 1_500);
		default:
			return phase satisfies never;
	}
}

function valueAt(
	one: Observed | undefined,
	round: number,
	otherwise: number,
): number {
	return (
		(round <= 0 ? one?.before : one?.rounds[round - 1]?.after) ?? otherwise
	);
}
