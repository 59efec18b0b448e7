import { Stop } from "../model/problem.ts";
import type { Ports, RunningService } from "../ports.ts";

/** Does the work under a signal that the service's death aborts: then the reason of the death is thrown, whatever the work says. */
export async function whileAlive<T>(
	service: Pick<RunningService, "died">,
	{ signal, clock }: Pick<Ports, "signal" | "clock">,
	work: (alive: AbortSignal) => Promise<T>,
): Promise<T> {
	const death = new AbortController();
	void service.died.then((error) => death.abort(error));
	const alive = AbortSignal.any([signal, death.signal]);
	try {
		return await work(alive);
	} catch (error) {
		if (!(error instanceof Stop) || !alive.aborted)
			await Promise.race([service.died, clock.sleep(DEATH_KNOWN_MS)]);
		if (death.signal.aborted) throw death.signal.reason;
		if (signal.aborted) throw signal.reason;
		throw error;
	}
}

/** A service that dies breaks connections a moment before its exit is known, and 0.3 s before where its children hold on to its output. */
const DEATH_KNOWN_MS = 1_000;
