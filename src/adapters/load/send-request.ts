import {
	type Agent,
	type ClientRequest,
	request as requestHttp,
} from "node:http";
import { request as requestHttps } from "node:https";
import { isLoopback } from "../../model/loopback.ts";
import type { HttpScenario } from "../../model/plan.ts";
import { Stop } from "../../model/problem.ts";
import { errorKind, httpKind, isFailure } from "./error-kind.ts";

export interface RequestError {
	readonly kind: string;
	/** Whether there was an answer, so that its latency means something. */
	readonly answered: boolean;
}

/** A whole answer within this time, or the request has timed out. */
const timeoutMs = 10_000;

/**
 * Sends one request and reads the whole answer; undefined is success. Rejects
 * only with a Stop, when it cannot be sent at all. Nothing is sent twice: a
 * handler that panics closes the connection just as an idle server does, and
 * the service would have seen more requests than we count.
 */
export function sendRequest(
	scenario: HttpScenario,
	agent: Agent,
): Promise<RequestError | undefined> {
	return new Promise((resolve) => {
		const sent = openRequest(scenario, agent);
		const timer = setTimeout(() => {
			resolve({ kind: "timed out", answered: false });
			sent.destroy();
		}, timeoutMs);
		const settle = (outcome: RequestError | undefined) => {
			clearTimeout(timer);
			resolve(outcome);
		};
		sent.on("error", (error: NodeJS.ErrnoException) => {
			const kind = errorKind(`${error.code ?? ""} ${error.message}`);
			settle({ kind, answered: false });
		});
		sent.once("response", (response) => {
			const status = response.statusCode ?? 0;
			response.on("error", () => {});
			response.once("close", () => {
				if (!response.complete) {
					settle({ kind: "connection reset", answered: false });
				} else if (isFailure(status)) {
					settle({ kind: httpKind(status), answered: true });
				} else settle(undefined);
			});
			response.resume();
		});
		sent.end(scenario.body);
	});
}

function openRequest(scenario: HttpScenario, agent: Agent): ClientRequest {
	const { method, headers } = scenario;
	try {
		const target = new URL(scenario.url);
		const options = {
			agent,
			method,
			headers: { "user-agent": "leak-budget", ...headers },
		};
		return target.protocol === "https:"
			? requestHttps(target, {
					...options,
					// A test service's own certificate is as good as any on this machine.
					rejectUnauthorized: !isLoopback(target.hostname),
				})
			: requestHttp(target, options);
	} catch (error) {
		throw new Stop({
			code: "load-invalid",
			message: `The load cannot be sent: ${(error as Error).message}.`,
			where: `load ${scenario.name}`,
			remedy: "Correct the method and URL of load.http, or load.headers.",
		});
	}
}
