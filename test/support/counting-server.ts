import {
	createServer,
	type IncomingMessage,
	type RequestListener,
} from "node:http";
import type { AddressInfo } from "node:net";

export interface CountingServer {
	readonly url: string;
	readonly seen: () => number;
	readonly openConnections: () => number;
	readonly mostConnections: () => number;
	readonly last: () =>
		| { readonly request: IncomingMessage; readonly body: string }
		| undefined;
	readonly close: () => Promise<void>;
}

/** A server on loopback that knows what really arrived. */
export async function countingServer(
	answer: RequestListener,
): Promise<CountingServer> {
	let seen = 0;
	let open = 0;
	let most = 0;
	let last: { request: IncomingMessage; body: string } | undefined;
	const server = createServer((request, response) => {
		seen += 1;
		const chunks: Buffer[] = [];
		request.on("data", (chunk: Buffer) => chunks.push(chunk));
		request.on("end", () => {
			last = { request, body: Buffer.concat(chunks).toString() };
			answer(request, response);
		});
	});
	server.on("connection", (socket) => {
		open += 1;
		most = Math.max(most, open);
		socket.on("close", () => {
			open -= 1;
		});
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		seen: () => seen,
		openConnections: () => open,
		mostConnections: () => most,
		last: () => last,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
