import type { Moment } from "../model/evidence.ts";
import type { Probe } from "../ports.ts";
import type { Recorder } from "./recorder.ts";

/** The text dump costs 3.9 s of the service's time at 100,000 goroutines, and people read only the first of them. */
const MOST_GOROUTINES_IN_TEXT = 10_000;

/** A profile of 100,000 goroutines takes 0.2 to 0.3 s of the service's time: under load it would show in its answers. */
const MOST_GOROUTINES_UNDER_LOAD = 20_000;

/**
 * Saves the profiles of one moment and says so in the journal. The
 * heap always, and goroutines, but for a great many under load; leaked ones and
 * a readable dump where the service is at rest.
 */
export async function takeSnapshot(
	probe: Probe,
	journal: Recorder,
	moment: Moment,
	round: number,
	goroutines: number,
): Promise<void> {
	const folder = moment === "before" ? "before" : `${moment}-${round}`;
	const profiles: Record<string, string> = {};
	const save = (name: string, file: string, bytes: Uint8Array) => {
		journal.save(`${folder}/${file}`, bytes);
		profiles[name] = `${folder}/${file}`;
	};

	if (moment !== "during" || goroutines <= MOST_GOROUTINES_UNDER_LOAD) {
		save("goroutine", "goroutine.pb.gz", await probe.profile("goroutine", 0));
	}
	save("heap", "heap.pb.gz", await probe.profile("heap", 0));
	if (moment !== "during") {
		const leaked = await probe.leakedGoroutines();
		if (leaked) save("goroutineleak", "goroutineleak.pb.gz", leaked.profile);
		if (goroutines <= MOST_GOROUTINES_IN_TEXT) {
			save("goroutines", "goroutines.txt", await probe.profile("goroutine", 2));
		}
	}
	journal.append({ type: "snapshot", snapshot: { moment, round, profiles } });
}
