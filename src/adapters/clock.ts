import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "../ports.ts";

/** Real time: monotonic, so a corrected wall clock never makes a timeout. */
export function systemClock(): Clock {
	return {
		now: () => performance.now(),
		async sleep(ms, signal) {
			signal?.throwIfAborted();
			try {
				await delay(ms, undefined, signal === undefined ? {} : { signal });
			} catch (error) {
				signal?.throwIfAborted();
				throw error;
			}
		},
	};
}
