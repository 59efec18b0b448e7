import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { expect, test } from "@jest/globals";
import { getStatus } from "../../../src/adapters/service/get-status.ts";

test("an answer that trickles in has no more time than one that does not come", async () => {
	const timers: NodeJS.Timeout[] = [];
	const server = createServer((socket) => {
		socket.on("error", () => {});
		socket.write("HTTP/1.1 200 OK\r\nX: ");
		timers.push(setInterval(() => socket.write("x"), 10));
	});
	await new Promise<void>((resolve) =>
		server.listen(0, "127.0.0.1", () => resolve()),
	);
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	const never = new AbortController().signal;
	await expect(getStatus(url, 100, never)).rejects.toThrow(
		"no answer within 100 ms",
	);
	await expect(
		getStatus(url, 60_000, AbortSignal.abort(new Error("Ctrl-C"))),
	).rejects.toThrow();
	for (const timer of timers) clearInterval(timer);
	server.close();
});
