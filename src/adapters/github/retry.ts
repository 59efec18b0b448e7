import type { Clock } from "../../ports.ts";

/** No wait starts that would end later than this after the first call: a comment is not worth a stuck job. */
const PATIENCE_MS = 90_000;
const ATTEMPTS = 4;

/**
 * Wraps calls of GitHub's API so that they are repeated as GitHub asks
 * (docs.github.com, "Best practices for using the REST API"): `retry-after`
 * first, then `x-ratelimit-reset` when nothing remains, else a doubling pause
 * for a fault of the server or the network. Anything else is thrown at once.
 */
export function retrying(clock: Clock) {
	const deadline = clock.now() + PATIENCE_MS;
	return async <T>(call: () => Promise<T>): Promise<T> => {
		for (let attempt = 1; ; attempt++) {
			try {
				return await call();
			} catch (error) {
				const waitMs = pauseMs(error, attempt);
				if (
					waitMs === undefined ||
					attempt >= ATTEMPTS ||
					clock.now() + waitMs > deadline
				) {
					throw error;
				}
				await clock.sleep(waitMs);
			}
		}
	};
}

/** Milliseconds until the call may be repeated; undefined when repeating is pointless. */
export function pauseMs(error: unknown, attempt: number): number | undefined {
	const status = statusOf(error);
	if (status === undefined) return undefined;
	const headers = headersOf(error);
	if (status === 403 || status === 429 || status === 503) {
		const after = Number(headers["retry-after"]);
		if (headers["retry-after"] && Number.isFinite(after) && after >= 0) {
			return after * 1000;
		}
		if (headers["x-ratelimit-remaining"] === "0") {
			const reset = Number(headers["x-ratelimit-reset"]) * 1000;
			// GitHub's own clock, because a runner's may be off.
			const now = Date.parse(headers.date ?? "");
			if (Number.isFinite(reset) && Number.isFinite(now)) {
				return Math.max(1000, reset - now);
			}
		}
	}
	// "Otherwise, wait for at least one minute before retrying."
	if (status === 429) return 60_000;
	if (status >= 500) return 1000 * 2 ** (attempt - 1);
	return undefined;
}

/** The HTTP status of an octokit RequestError; 500 is also how it reports a lost connection or a timeout. */
export function statusOf(error: unknown): number | undefined {
	if (!(error instanceof Error) || !("status" in error)) return undefined;
	return typeof error.status === "number" ? error.status : undefined;
}

function headersOf(error: unknown): Readonly<Record<string, string>> {
	if (!(error instanceof Error) || !("response" in error)) return {};
	const response = error.response as
		| { readonly headers?: Readonly<Record<string, unknown>> }
		| undefined;
	return Object.fromEntries(
		Object.entries(response?.headers ?? {}).map(([name, value]) => [
			name.toLowerCase(),
			String(value),
		]),
	);
}
