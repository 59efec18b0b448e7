import type {
	Counters,
	Evidence,
	EvidenceEvent,
	Phase,
} from "../model/evidence.ts";
import { foldJournal } from "../model/journal.ts";
import type { Ports } from "../ports.ts";

/** Writes the journal through the ports and remembers it, for the next step depends on what was seen. */
export interface Recorder {
	append(event: EvidenceEvent): void;
	save(path: string, bytes: Uint8Array): void;
	/** Notes a reading in the timeline and shows it to whoever watches. */
	reading(phase: Phase, round: number, counters: Counters): void;
	/** Runs one phase, tells of its beginning and end, and notes how long it took. */
	timed<T>(phase: string, detail: string, work: () => Promise<T>): Promise<T>;
	soFar(): Evidence;
}

export function recorder(ports: Ports): Recorder {
	const { clock, progress } = ports;
	const startMs = clock.now();
	const events: EvidenceEvent[] = [];
	const append = (event: EvidenceEvent) => {
		events.push(event);
		ports.evidence.append(event);
	};
	return {
		append,
		save: (path, bytes) => ports.evidence.save(path, bytes),
		reading: (phase, round, counters) => {
			const atMs = Math.round(clock.now() - startMs);
			append({ type: "reading", reading: { atMs, phase, round, counters } });
			progress({
				kind: "live",
				phase: round === 0 ? phase : `round ${round}`,
				counters,
				elapsedMs: atMs,
			});
		},
		timed: async (phase, detail, work) => {
			progress({ kind: "begin", phase, detail });
			const beganMs = clock.now();
			const end = (ended?: "failed" | "interrupted") => {
				const ms = Math.round(clock.now() - beganMs);
				append({ type: "timing", name: phase, ms });
				progress({ kind: "end", phase, detail, ms, ...(ended && { ended }) });
			};
			try {
				const result = await work();
				end();
				return result;
			} catch (error) {
				end(ports.signal.aborted ? "interrupted" : "failed");
				throw error;
			}
		},
		soFar: () => foldJournal(events),
	};
}
