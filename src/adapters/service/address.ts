import { connect } from "node:net";
import { isLoopback } from "../../model/loopback.ts";
import type { Ready } from "../../model/plan.ts";
import { Stop } from "../../model/problem.ts";

export interface Address {
	readonly host: string;
	readonly port: number;
}

/** The address that the service will listen on, as far as `service.ready` tells. */
export function readyAddress(ready: Ready | undefined): Address | undefined {
	switch (ready?.kind) {
		case undefined:
		case "log":
			return undefined;
		case "tcp":
			return { host: ready.host, port: ready.port };
		case "http": {
			const url = new URL(ready.url);
			const standard = url.protocol === "https:" ? 443 : 80;
			return {
				host: url.hostname.replace(/^\[|\]$/g, ""),
				port: url.port === "" ? standard : Number(url.port),
			};
		}
		default:
			return ready satisfies never;
	}
}

/** Connects once: undefined when somebody accepts, else why not, as a sentence goes on ("refused connections"). */
export async function tryConnect(
	address: Address,
	timeoutMs: number,
): Promise<string | undefined> {
	const socket = connect(address);
	try {
		return await new Promise((resolve) => {
			socket.setTimeout(timeoutMs, () =>
				resolve(`did not answer within ${timeoutMs} ms`),
			);
			socket.once("connect", () => resolve(undefined));
			socket.once("error", (error) => resolve(connectFailure(error)));
		});
	} finally {
		socket.on("error", () => {});
		socket.destroy();
	}
}

/** Why there is no answer, in the words of the report. */
export function connectFailure(error: unknown): string {
	const { code, message } = error as NodeJS.ErrnoException;
	switch (code) {
		case "ECONNREFUSED":
			return "refused connections";
		case "ECONNRESET":
		case "EPIPE":
			return "closed connections without an answer";
		case "ENOTFOUND":
		case "EAI_AGAIN":
			return "has a host name that cannot be resolved";
		default:
			return `could not be reached (${code ?? message})`;
	}
}

/** A Stop `port-taken` when somebody answers where the service shall listen: its answers would be taken for the service's. */
export async function refuseTakenPort(
	name: string,
	ready: Ready | undefined,
): Promise<void> {
	const address = readyAddress(ready);
	if (address === undefined || !isLoopback(address.host)) return;
	if ((await tryConnect(address, 500)) !== undefined) return;
	const where = `${address.host.includes(":") ? `[${address.host}]` : address.host}:${address.port}`;
	throw new Stop({
		code: "port-taken",
		message: `Something listens on ${where} already, before ${name} was started.`,
		where: "service.ready",
		remedy: `Stop what listens there (lsof -i :${address.port} names it), or change the port in service.run and service.ready.`,
	});
}
