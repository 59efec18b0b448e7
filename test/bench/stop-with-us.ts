/** Aborts on the first Ctrl-C or SIGTERM, so that what a benchmark started is stopped before it ends. */
export function stopWithUs(): AbortSignal {
	const abort = new AbortController();
	for (const name of ["SIGINT", "SIGTERM"] as const)
		process.once(name, () => {
			process.exitCode = 2;
			abort.abort();
		});
	return abort.signal;
}
