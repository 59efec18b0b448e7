import type { Counters, LoadResult } from "../model/evidence.ts";
import type { Scenario } from "../model/plan.ts";
import { Stop } from "../model/problem.ts";
import type { Ports, Probe } from "../ports.ts";
import type { Recorder } from "./recorder.ts";
import { takeSnapshot } from "./snapshot.ts";

/** 4 Hz: enough for a timeline, and no trace of it in the service's p99. */
const TIMELINE_MS = 250;

/** Nobody knows yet how long the load takes; most take longer than this. */
const FIRST_MIDWAY_MS = 100;

export interface Drive {
	readonly ports: Ports;
	readonly probe: Probe;
	readonly journal: Recorder;
	readonly scenario: Scenario;
	readonly round: number;
	/** What the last round's load took; 0 in the first round. */
	readonly lastDurationMs: number;
	readonly onReading: (counters: Counters) => void;
}

/**
 * Runs the load of one round and watches the service meanwhile: counters at
 * 4 Hz, and full profiles once, halfway through what the last round took.
 */
export async function drive(options: Drive): Promise<LoadResult> {
	const { ports, journal, scenario, round } = options;
	const ended = new AbortController();
	const signal = AbortSignal.any([ports.signal, ended.signal]);
	const watching = Promise.all([
		timeline(options, signal),
		midway(options, signal),
	]).catch((error: unknown) => {
		// Once the load has ended or the run is over, a look that fails says nothing new.
		if (signal.aborted) return;
		if (!(error instanceof Stop)) throw error;
		journal.append({
			type: "note",
			text: `The timeline of round ${round} ends early: ${error.message}`,
		});
	});
	// What it throws is told when the load has ended.
	watching.catch(() => {});
	try {
		const load = await ports.load.run(scenario, round, ports.signal);
		journal.append({ type: "load", round, load });
		return load;
	} finally {
		ended.abort();
		await watching;
	}
}

async function timeline(
	{ ports, probe, onReading }: Drive,
	signal: AbortSignal,
): Promise<void> {
	for (;;) {
		await ports.clock.sleep(TIMELINE_MS, signal);
		const counters = await probe.counters();
		if (signal.aborted) return;
		onReading(counters);
	}
}

async function midway(
	{ ports, probe, journal, round, lastDurationMs }: Drive,
	signal: AbortSignal,
): Promise<void> {
	const waitMs = lastDurationMs > 0 ? lastDurationMs / 2 : FIRST_MIDWAY_MS;
	await ports.clock.sleep(waitMs, signal);
	const { goroutines } = await probe.counters();
	if (!signal.aborted)
		await takeSnapshot(probe, journal, "during", round, goroutines);
}
