import http from "node:http";
import https from "node:https";
import { urlToHttpOptions } from "node:url";
import { isLoopback } from "../../model/loopback.ts";
import { type Answer, request } from "./request.ts";

/** Where net/http/pprof's index page is, and all profiles below it. */
export interface Site {
	/** Without a password, for messages. */
	readonly url: string;
	/** `path` is relative to the index page. */
	get(path: string, timeoutMs?: number): Promise<Answer>;
}

/** All requests go over one kept connection. `text` is the index page's URL, with or without the slash at its end. */
export function openSite(text: string, signal: AbortSignal): Site {
	const url = new URL(text);
	url.search = url.hash = "";
	if (!url.pathname.endsWith("/")) url.pathname += "/";
	const secure = url.protocol === "https:";
	const settings = { keepAlive: true, maxSockets: 1 };
	const agent = secure
		? new https.Agent({
				...settings,
				// A test service's own certificate is as good as any on this machine.
				rejectUnauthorized: !isLoopback(url.hostname),
			})
		: new http.Agent(settings);
	const { protocol, hostname, port, auth } = urlToHttpOptions(url);
	const whom = `${url.protocol}//${url.host}${url.pathname}`;
	return {
		url: whom,
		async get(path, timeoutMs = 180_000) {
			const ask = () =>
				request({
					whom,
					method: "GET",
					options: {
						protocol: protocol ?? "http:",
						hostname,
						port,
						...(auth ? { auth } : {}),
						path: `${url.pathname}${path}`,
						agent,
					},
					timeoutMs,
					signal,
				});
			try {
				return await ask();
			} catch (error) {
				// The service may give up the kept connection just as we use it again.
				if (!wasCutOff(error)) throw error;
				return await ask();
			}
		},
	};
}

function wasCutOff(error: unknown): boolean {
	const cause = (error as { cause?: { code?: string } }).cause;
	return cause?.code === "ECONNRESET" || cause?.code === "EPIPE";
}
