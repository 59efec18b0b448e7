import { appendFileSync, statSync } from "node:fs";

/** Bytes a step's summary may have; above it GitHub drops the whole of it. */
const MOST_BYTES = 1024 * 1024;
/** Characters to ask for, one after another, until it fits. */
const LIMITS = [1_000_000, 300_000, 60_000, 10_000] as const;

/**
 * Appends to the job summary as much of the report as fits beside what this step
 * wrote there already. Not through core.summary, which neither escapes nor counts.
 *
 * @returns false where the runner offers no summary, or nothing fits any more
 */
export function writeSummary(
	path: string | undefined,
	markdown: (limit: number) => string,
): boolean {
	if (!path) return false;
	const room =
		MOST_BYTES - (statSync(path, { throwIfNoEntry: false })?.size ?? 0);
	for (const limit of LIMITS) {
		const text = `${markdown(limit)}\n`;
		if (Buffer.byteLength(text) > room) continue;
		appendFileSync(path, text);
		return true;
	}
	return false;
}
