/** Aborts on the first Ctrl-C or SIGTERM, so that what a benchmark started is stopped before it ends; a second one ends it at once. */
export function stopWithUs(): AbortSignal {
	const abort = new AbortController();
	for (const name of ["SIGINT", "SIGTERM"] as const) {
		const stop = () => {
			process.exitCode = 2;
			abort.abort();
			// Not `once`: execa ends the process when nobody else listens any more.
			setImmediate(() => process.off(name, stop));
		};
		process.on(name, stop);
	}
	return abort.signal;
}
