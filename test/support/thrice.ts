const TIMES = 3;
const PAUSE_MS = 10_000;

/** For what needs the network, which hiccups: up to three times, with a pause between. What the last of them throws is thrown. */
export function thrice<T>(work: () => T): T {
	for (let time = 1; ; time++) {
		try {
			return work();
		} catch (error) {
			if (time === TIMES) throw error;
			console.error(`Once more in ${PAUSE_MS / 1000} s: ${error}`);
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
		}
	}
}
