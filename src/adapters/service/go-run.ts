/** `go run` builds what it runs: the overlay must reach it, and it takes its time. */
export function usesGoRun(command: string): boolean {
	return /(^|[\s;&|(])go\s+run\s/.test(command);
}
