import type { Counters } from "../model/evidence.ts";
import type { Plan } from "../model/plan.ts";
import { Stop } from "../model/problem.ts";
import { scenarioSlices } from "../model/scenario-slice.ts";
import type { Ports, Probe } from "../ports.ts";
import { drive } from "./drive.ts";
import type { Recorder } from "./recorder.ts";
import { settle } from "./settle.ts";
import { takeSnapshot } from "./snapshot.ts";
import { targetsOf } from "./targets.ts";

export interface Round {
	readonly plan: Plan;
	readonly ports: Ports;
	readonly probe: Probe;
	readonly journal: Recorder;
	readonly round: number;
	/** Name of the scenario that it plays. */
	readonly scenario: string;
	readonly patient: boolean;
}

/** One full run of one scenario, the wait for idle after it, and the snapshot of what is left. */
export async function playRound({
	plan,
	ports,
	probe,
	journal,
	round,
	scenario: name,
	patient,
}: Round): Promise<void> {
	const soFar = scenarioSlices(journal.soFar()).find(
		(slice) => slice.scenario === name,
	)?.evidence;
	const scenario = plan.load.find((one) => one.name === name);
	const start = soFar?.settled.at(-1);
	if (!soFar || !start || !scenario)
		throw new Error("a round needs a settled start and a load");
	const phase = `round ${round}`;
	ports.progress({ kind: "begin", phase, detail: scenario.name });

	let peak = start.counters;
	const onReading = (when: "load" | "settle") => (counters: Counters) => {
		if (counters.goroutines > peak.goroutines) peak = counters;
		journal.reading(when, round, counters);
	};
	const lastDurationMs = soFar.loads.at(-1)?.load.durationMs ?? 0;
	const load = await drive({
		ports,
		probe,
		journal,
		scenario,
		round,
		lastDurationMs,
		onReading: onReading("load"),
	});
	const settled = await settle({
		plan,
		clock: ports.clock,
		probe,
		signal: ports.signal,
		round,
		targets: targetsOf(soFar, start),
		restedTargets: targetsOf(
			soFar,
			soFar.settled.findLast((state) => state.patient) ?? start,
		),
		start: start.counters,
		patient,
		onReading: onReading("settle"),
	});
	refuseRestart(start.counters, settled.counters, round);
	await takeSnapshot(
		probe,
		journal,
		"after",
		round,
		settled.counters.goroutines,
	);
	journal.append({ type: "settled", settled });
	journal.append({
		type: "timing",
		name: "load",
		ms: Math.round(load.durationMs),
	});
	journal.append({ type: "timing", name: "settle", ms: settled.settledMs });
	ports.progress({
		kind: "round",
		load,
		start,
		settled,
		peak,
		...(plan.load.length > 1 && { scenario: name }),
	});
}

/** A collection count only rises while a process lives: a new process begins with an empty heap, and would look healthy. */
function refuseRestart(before: Counters, after: Counters, round: number): void {
	if (after.numGc >= before.numGc) return;
	throw new Stop({
		code: "service-restarted",
		message: `The service was restarted during round ${round}: its collections went from ${before.numGc} back to ${after.numGc}.`,
		remedy:
			"See in its log why it ended; a restart in between hides what leaked.",
	});
}
