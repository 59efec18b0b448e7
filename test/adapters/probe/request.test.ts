import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import { request } from "../../../src/adapters/probe/request.ts";

const servers: Server[] = [];
afterEach(() => {
	for (const server of servers.splice(0)) {
		server.close();
		server.closeAllConnections();
	}
});

async function asking(
	answer: RequestListener,
	more: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {},
) {
	const server = createServer(answer);
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return request({
		whom: "the service",
		method: "GET",
		options: {
			hostname: "127.0.0.1",
			port: (server.address() as AddressInfo).port,
			path: "/",
			agent: false,
		},
		timeoutMs: 5_000,
		signal: new AbortController().signal,
		most: 1000,
		...more,
	});
}

test("any status is an answer", async () => {
	const answer = await asking((_, outgoing) => {
		outgoing.statusCode = 404;
		outgoing.end("none");
	});
	expect(answer).toMatchObject({ status: 404 });
	expect(answer.body.toString()).toBe("none");
});

test("an answer that never ends is bounded", async () => {
	const flood: RequestListener = (_, outgoing) => {
		const more = () => outgoing.write("x".repeat(500), more);
		more();
	};
	await expect(asking(flood)).rejects.toThrow(/longer than 1000 bytes/);
});

test("silence is bounded", async () => {
	await expect(asking(() => {}, { timeoutMs: 20 })).rejects.toThrow(
		"Could not read profiles from the service: it did not answer within 0.02 s.",
	);
});

test("dripping is bounded", async () => {
	const drip: RequestListener = (_, outgoing) => {
		const timer = setInterval(() => outgoing.write("x"), 5);
		outgoing.on("close", () => clearInterval(timer));
	};
	await expect(asking(drip, { timeoutMs: 50 })).rejects.toThrow(/within/);
});

test("being aborted is no problem of the service", async () => {
	const controller = new AbortController();
	const reason = new Error("Ctrl-C");
	const asked = asking(() => controller.abort(reason), {
		signal: controller.signal,
	});
	await expect(asked).rejects.toBe(reason);
});
