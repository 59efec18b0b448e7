import { createServer } from "node:net";

/** Below the ports that Linux and macOS give to clients, and to services that ask for any; beside those of the fixtures. */
const FIRST = 24_000;
const PORTS = 4_000;

/** A port on loopback that nobody listens on, and that nobody is given before the service takes it. */
export async function servicePort(): Promise<number> {
	const port = FIRST + Math.floor(Math.random() * PORTS);
	return (await isFree(port)) ? port : servicePort();
}

function isFree(port: number): Promise<boolean> {
	const server = createServer();
	return new Promise((resolve) => {
		server.once("error", () => resolve(false));
		server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
	});
}
