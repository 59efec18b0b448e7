import type { Clock } from "../../src/ports.ts";

/** A clock whose sleeps end at once, having moved it on. */
export function manualClock(): Clock & { readonly slept: number[] } {
	let nowMs = 0;
	const slept: number[] = [];
	return {
		slept,
		now: () => nowMs,
		async sleep(ms, signal) {
			signal?.throwIfAborted();
			slept.push(ms);
			nowMs += ms;
		},
	};
}
