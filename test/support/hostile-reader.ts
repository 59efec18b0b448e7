import { Worker } from "node:worker_threads";
import type { Verdict } from "./hostile-worker.ts";

/** Reads bytes in a thread of its own, which is ended when it takes too long. */
export interface HostileReader {
	verdictOn(bytes: Uint8Array): Promise<Verdict>;
	close(): Promise<unknown>;
}

/** Far beyond what any input may take, so that a busy machine is no failure. */
const HANGS_AFTER_MS = 60_000;

export function hostileReader(): HostileReader {
	const worker = new Worker(new URL("./hostile-worker.ts", import.meta.url), {
		execArgv: ["--disable-warning=ExperimentalWarning"],
		// Memory beyond this ends the worker, which fails the case and not the run.
		resourceLimits: { maxOldGenerationSizeMb: 512 },
	});
	worker.unref();
	return {
		verdictOn: (bytes) =>
			new Promise((resolve, reject) => {
				const settle = (end: () => void) => {
					clearTimeout(timer);
					worker.off("message", onMessage);
					worker.off("error", onError);
					end();
				};
				const onMessage = (verdict: Verdict) => settle(() => resolve(verdict));
				const onError = (error: Error) => settle(() => reject(error));
				const timer = setTimeout(
					() =>
						settle(() => {
							void worker.terminate();
							reject(new Error(`it hangs on ${bytes.length} bytes`));
						}),
					HANGS_AFTER_MS,
				);
				worker.on("message", onMessage);
				worker.on("error", onError);
				worker.postMessage(bytes);
			}),
		close: () => worker.terminate(),
	};
}
