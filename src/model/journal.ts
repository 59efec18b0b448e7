import type { Evidence, EvidenceEvent, Settled } from "./evidence.ts";
import { Stop } from "./problem.ts";

/**
 * Folds a journal into the evidence it tells of. A journal that was cut off is
 * evidence too, up to the cut; one without a plan is a Stop `evidence-unreadable`.
 */
export function foldJournal(events: readonly EvidenceEvent[]): Evidence {
	const first = events[0];
	if (first?.type !== "plan") {
		throw new Stop({
			code: "evidence-unreadable",
			message: "The journal does not begin with a plan.",
			remedy:
				"Name the folder that a run wrote (--out, by default .leak-budget).",
		});
	}
	const settled: Settled[] = [];
	const timings: Record<string, number> = {};
	for (const event of events) {
		if (event.type === "settled") settled[event.settled.round] = event.settled;
		if (event.type === "timing")
			timings[event.name] = (timings[event.name] ?? 0) + event.ms;
	}
	const environment = pick(events, "environment").at(-1)?.environment;
	const noise = pick(events, "noise").at(-1);
	const base = pick(events, "base").at(-1);
	return {
		plan: first.plan,
		...(first.startedAt !== undefined && { startedAt: first.startedAt }),
		...(environment && { environment }),
		readings: pick(events, "reading").map((event) => event.reading),
		...(noise && { noise: { first: noise.first, second: noise.second } }),
		loads: pick(events, "load").map(({ round, load }) => ({ round, load })),
		settled: settled.filter((one) => one !== undefined),
		snapshots: pick(events, "snapshot").map((event) => event.snapshot),
		...(base && { base: { ref: base.ref } }),
		notes: pick(events, "note").map((event) => event.text),
		problems: pick(events, "problem").map((event) => event.problem),
		timings,
	};
}

function pick<T extends EvidenceEvent["type"]>(
	events: readonly EvidenceEvent[],
	type: T,
) {
	return events.filter(
		(event): event is Extract<EvidenceEvent, { type: T }> =>
			event.type === type,
	);
}
