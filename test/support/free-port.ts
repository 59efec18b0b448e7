import { createServer } from "node:net";

/**
 * Systems hand out ports of clients, and those of servers that ask for any,
 * from 32768 up (Linux) or 49152 up (macOS). A port from below stays free
 * until whoever it is meant for listens on it.
 */
const FIRST = 24_000;
const COUNT = 4_000;

const given = new Set<number>();

/** A port on loopback that nobody listens on, never the same twice. */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = FIRST + Math.floor(Math.random() * COUNT);
		if (given.has(port) || !(await isFree(port))) continue;
		given.add(port);
		return port;
	}
}

async function isFree(port: number): Promise<boolean> {
	const server = createServer();
	return await new Promise((resolve) => {
		server.once("error", () => resolve(false));
		server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
	});
}
