import { plainText } from "../process/plain-text.ts";

/** How errors of requests are named, by Node's code or by what Go and Node say. The first that fits. */
const kinds: readonly (readonly [RegExp, string])[] = [
	[/ECONNREFUSED|connection refused/i, "connection refused"],
	[
		/ECONNRESET|EPIPE|connection reset|broken pipe|socket hang up|\bEOF\b/i,
		"connection reset",
	],
	[/ETIMEDOUT|time-?d? ?out|deadline exceeded/i, "timed out"],
	[/ENOTFOUND|EAI_AGAIN|no such host/i, "unknown host"],
	[/EMFILE|ENFILE|too many open files/i, "too many open files"],
	[/EADDRNOTAVAIL|cannot assign requested address/i, "out of local ports"],
];

/** Few kinds for endless texts: addresses and ports in them would make each error its own kind. */
export function errorKind(text: string): string {
	const known = kinds.find(([pattern]) => pattern.test(text));
	return known?.[1] ?? (plainText(text).trim().slice(0, 80) || "unknown error");
}

export function httpKind(status: number): string {
	return `HTTP ${status}`;
}

export function isFailure(status: number): boolean {
	return status < 200 || status >= 400;
}
