import { formatDuration } from "../model/quantity.ts";
import type { Clock } from "../ports.ts";

/** What the work gives, or an error once it has taken so long: a library that cannot be stopped is left alone. */
export async function within<T>(
	ms: number,
	clock: Clock,
	work: Promise<T>,
): Promise<T> {
	const over = new AbortController();
	try {
		return await Promise.race([
			work,
			clock.sleep(ms, over.signal).then((): never => {
				throw new Error(`no answer within ${formatDuration(ms)}`);
			}),
		]);
	} finally {
		over.abort();
	}
}
