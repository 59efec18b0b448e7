import type { HttpScenario } from "../../model/plan.ts";
import type { Clock } from "../../ports.ts";

/**
 * Hands out the right to send one request: true when it is due, false when all
 * are sent or the time is over. With a rate, request n is due n/rate seconds
 * after the first call; late ones are not dropped.
 */
export function pace(
	{ amount, ratePerSecond }: Pick<HttpScenario, "amount" | "ratePerSecond">,
	clock: Clock,
	signal: AbortSignal,
): () => Promise<boolean> {
	const startedMs = clock.now();
	const endMs =
		amount.kind === "duration" ? startedMs + amount.durationMs : Infinity;
	const most = amount.kind === "requests" ? amount.requests : Infinity;
	let taken = 0;

	return async () => {
		signal.throwIfAborted();
		if (taken >= most) return false;
		const dueMs =
			ratePerSecond === undefined
				? startedMs
				: startedMs + (taken * 1000) / ratePerSecond;
		if (dueMs >= endMs || clock.now() >= endMs) return false;
		taken += 1;
		const waitMs = dueMs - clock.now();
		if (waitMs > 0) await clock.sleep(waitMs, signal);
		return true;
	};
}
