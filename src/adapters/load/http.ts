import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { HttpScenario } from "../../model/plan.ts";
import type { Driven, LoadContext } from "./driver.ts";
import { errorTally } from "./error-tally.ts";
import { latencies } from "./latencies.ts";
import { pace } from "./pace.ts";
import { sendRequest } from "./send-request.ts";

/**
 * The built-in driver, on Node's own HTTP client: what is counted is what was
 * sent. Each of `connections` workers sends, waits for the whole answer and
 * sends again, on kept connections; all of them are closed at the end.
 * A duration ends the sending; answers under way are waited for.
 * Redirects are not followed; any 2xx or 3xx is a success.
 */
export async function driveHttp(
	scenario: HttpScenario,
	context: LoadContext,
): Promise<Driven> {
	const { clock, signal } = context;
	signal.throwIfAborted();
	const agent = openAgent(scenario);
	const errors = errorTally();
	const times = latencies();
	const ticket = pace(scenario, clock, signal);
	const startedMs = clock.now();
	let requests = 0;

	const worker = async () => {
		while (await ticket()) {
			const sentMs = clock.now();
			const error = await sendRequest(scenario, agent);
			// What the abort itself broke is no request's fault.
			signal.throwIfAborted();
			requests += 1;
			if (error === undefined || error.answered) {
				times.add(clock.now() - sentMs);
			}
			if (error !== undefined) errors.add(error.kind);
		}
	};
	const abort = () => agent.destroy();
	signal.addEventListener("abort", abort, { once: true });
	try {
		await Promise.all(Array.from({ length: workers(scenario) }, worker));
	} finally {
		signal.removeEventListener("abort", abort);
		agent.destroy();
	}
	const errorKinds = errors.kinds();
	const p99Ms = times.p99Ms();
	return {
		result: {
			scenario: scenario.name,
			durationMs: clock.now() - startedMs,
			requests,
			errors: errors.total(),
			...(errorKinds && { errorKinds }),
			...(p99Ms !== undefined && { p99Ms }),
		},
	};
}

function openAgent({ url, connections }: HttpScenario): HttpAgent {
	const options = { keepAlive: true, maxSockets: connections };
	return url.startsWith("https:")
		? new HttpsAgent(options)
		: new HttpAgent(options);
}

function workers({ amount, connections }: HttpScenario): number {
	return amount.kind === "requests"
		? Math.min(connections, amount.requests)
		: connections;
}
