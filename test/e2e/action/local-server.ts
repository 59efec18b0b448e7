import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

export interface LocalServer {
	readonly url: string;
	close(): Promise<void>;
}

export interface Asked {
	readonly method: string;
	/** Its origin is the server's own. */
	readonly url: URL;
	readonly headers: IncomingMessage["headers"];
	readonly body: Buffer;
}

export interface Answer {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: Buffer | string;
}

/** A server on loopback that answers whole requests; what the handler throws is a 500 with its message. */
export async function startLocalServer(
	answer: (asked: Asked) => Answer | Promise<Answer>,
): Promise<LocalServer> {
	const server = createServer(async (request, response) => {
		const { status, headers, body } = await (async () =>
			answer({
				method: request.method ?? "GET",
				url: new URL(request.url ?? "/", url),
				headers: request.headers,
				body: await buffer(request),
			}))().catch((error) => json(500, { message: String(error) }));
		response.writeHead(status, headers).end(body);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		url,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

export function json(status: number, data: unknown): Answer {
	return {
		status,
		headers: { "content-type": "application/json; charset=utf-8" },
		body: JSON.stringify(data),
	};
}
