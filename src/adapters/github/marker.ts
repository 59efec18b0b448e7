import type { RunId } from "./event.ts";

/** What the hidden first line of a comment says: whose it is, and which run wrote it. */
export interface Marker {
	readonly key: string;
	readonly run: RunId;
	/** Digest of what the comment says, see newsOf: hexadecimal. */
	readonly news: string;
}

/**
 * The comment's first line, an HTML comment. The key is escaped, so that no
 * service name can end the line or look like another key.
 */
export function withMarker(marker: Marker, markdown: string): string {
	const { run, attempt, sha } = marker.run;
	return `<!-- leak-budget key=${escaped(marker.key)} run=${run}.${attempt} sha=${escaped(sha)} news=${marker.news} -->\n${markdown}`;
}

/** Only the very start of a comment counts: text quoted further down never does. */
export function readMarker(body: string): Marker | undefined {
	const found = PATTERN.exec(body);
	if (found === null) return undefined;
	const [, key = "", run, attempt, sha = "", news = ""] = found;
	try {
		return {
			key: decodeURIComponent(key),
			run: {
				run: Number(run),
				attempt: Number(attempt),
				sha: decodeURIComponent(sha),
			},
			news,
		};
	} catch {
		// Not an escape of ours, so not our comment.
		return undefined;
	}
}

/** Whether a comment carries this key. */
export function hasKey(body: string, key: string): boolean {
	return readMarker(body)?.key === wellFormed(key);
}

/**
 * Whether `mine` must not overwrite what `theirs` wrote. Run ids grow, so the
 * higher one measured the newer push; a re-run keeps its id and counts attempts.
 * On one commit, either run is as good: the last to finish speaks.
 */
export function isOlder(mine: RunId, theirs: RunId): boolean {
	if (mine.run === theirs.run) return mine.attempt < theirs.attempt;
	return mine.sha !== theirs.sha && mine.run < theirs.run;
}

const PATTERN =
	/^<!-- leak-budget key=(\S*) run=(\d{1,15})\.(\d{1,15}) sha=(\S*) news=([0-9a-f]*) -->(?:\r?\n|$)/;

function escaped(text: string): string {
	return encodeURIComponent(wellFormed(text));
}

/** Half a surrogate pair becomes U+FFFD, as it would on its way to GitHub; encodeURIComponent throws on one. */
function wellFormed(text: string): string {
	return Buffer.from(text).toString();
}
