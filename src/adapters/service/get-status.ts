import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isLoopback } from "../../model/loopback.ts";

/** One GET on a connection of its own: no keep-alive connection stays behind to count as a goroutine, no proxy is asked. */
export function getStatus(
	url: string,
	timeoutMs: number,
	signal: AbortSignal,
): Promise<number> {
	const target = new URL(url);
	const request = target.protocol === "https:" ? requestHttps : requestHttp;
	// For the whole exchange: a service may send its headers byte by byte.
	const late = AbortSignal.timeout(timeoutMs);
	return new Promise((resolve, reject) => {
		const sent = request(target, {
			agent: false,
			headers: { connection: "close", "user-agent": "leak-budget" },
			signal: AbortSignal.any([signal, late]),
			// A test service's own certificate is as good as any on this machine.
			rejectUnauthorized: !isLoopback(target.hostname),
		});
		sent.on("error", (error) =>
			reject(
				late.aborted && !signal.aborted
					? new Error(`no answer within ${timeoutMs} ms`)
					: error,
			),
		);
		sent.once("response", (response) => {
			response.on("error", () => {});
			response.destroy();
			resolve(response.statusCode ?? 0);
		});
		sent.end();
	});
}
