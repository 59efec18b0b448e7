import type { Target } from "./urls.ts";

/** Of a scenario that is the only one. */
export const ONLY_NAME = "load";

const MOST_CHARACTERS = 100;

/**
 * What reports call one of several scenarios that has no name of its own: its
 * request without the query, which may hold secrets, or the first line of its command.
 */
export function scenarioName(written: {
	readonly name?: string | undefined;
	readonly http?: Target | undefined;
	readonly run?: string | undefined;
}): string {
	const { name, http, run = "" } = written;
	if (name !== undefined) return name;
	const [line = ""] = run.trim().split(/[\r\n]/u, 1);
	const given = http
		? `${http.method} ${new URL(http.url).pathname}`
		: line.replace(/[\p{Cc}\p{Bidi_C}]/gu, " ").trim();
	return given.length > MOST_CHARACTERS
		? `${given.slice(0, MOST_CHARACTERS - 1)}…`
		: given;
}
