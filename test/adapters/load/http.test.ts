import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { afterEach, expect, test } from "@jest/globals";
import { systemClock } from "../../../src/adapters/clock.ts";
import { driveHttp } from "../../../src/adapters/load/http.ts";
import { maskOf } from "../../../src/adapters/secrets/mask.ts";
import type { Clock } from "../../../src/ports.ts";
import {
	type CountingServer,
	countingServer,
} from "../../support/counting-server.ts";
import { freePort } from "../../support/free-port.ts";
import { httpScenario } from "../../support/service-plan.ts";

let server: CountingServer | undefined;
afterEach(async () => {
	await server?.close();
	server = undefined;
});

async function serve(answer: RequestListener): Promise<CountingServer> {
	server = await countingServer(answer);
	return server;
}

async function drive(
	scenario: Parameters<typeof httpScenario>[0],
	signal = new AbortController().signal,
	clock: Clock = systemClock(),
) {
	const { result } = await driveHttp(httpScenario(scenario), {
		directory: tmpdir(),
		log: "",
		workDir: tmpdir(),
		clock,
		mask: maskOf([]),
		signal,
	});
	return result;
}

async function untilClosed(it: CountingServer): Promise<void> {
	while (it.openConnections() > 0) await systemClock().sleep(2);
}

test("sends exactly what was asked, on no more connections than asked, and closes them", async () => {
	const it = await serve((_, response) => response.end("hello"));
	const result = await drive({
		url: it.url,
		connections: 7,
		amount: { kind: "requests", requests: 203 },
	});
	expect(result).toEqual({
		scenario: "orders",
		durationMs: expect.any(Number),
		requests: 203,
		errors: 0,
		p99Ms: expect.any(Number),
	});
	expect(it.seen()).toBe(203);
	expect(it.mostConnections()).toBe(7);
	await untilClosed(it);
});

test("a server that closes each connection gets each request once", async () => {
	const it = await serve((_, response) => {
		response.setHeader("connection", "close");
		response.end();
	});
	const result = await drive({ url: it.url });
	expect([result.requests, result.errors, it.seen()]).toEqual([40, 0, 40]);
});

test("a handler that dies on each request is not asked twice", async () => {
	let n = 0;
	const it = await serve((request, response) => {
		n += 1;
		if (n % 2 === 0) request.socket.destroy();
		else response.end();
	});
	const result = await drive({ url: it.url, connections: 1 });
	expect(it.seen()).toBe(40);
	expect(result).toMatchObject({
		requests: 40,
		errors: 20,
		errorKinds: { "connection reset": 20 },
	});
});

test("2xx and 3xx succeed, the rest are errors by status; redirects are not followed", async () => {
	const statuses = [200, 204, 302, 404, 500, 503, 500, 304];
	let n = 0;
	const it = await serve((_, response) => {
		response.statusCode = statuses[n++ % statuses.length] ?? 200;
		response.setHeader("location", "/elsewhere");
		response.end();
	});
	const result = await drive({ url: it.url });
	expect(result).toMatchObject({
		requests: 40,
		errors: 20,
		errorKinds: { "HTTP 500": 10, "HTTP 404": 5, "HTTP 503": 5 },
	});
	expect(it.seen()).toBe(40);
});

test("an answer that breaks off is an error", async () => {
	const it = await serve((request, response) => {
		response.setHeader("content-length", "100");
		response.write("half");
		setImmediate(() => request.socket.destroy());
	});
	const result = await drive({ url: it.url });
	expect(result).toMatchObject({ requests: 40, errors: 40 });
	expect(result.errorKinds).toEqual({ "connection reset": 40 });
});

test("nobody listens", async () => {
	const result = await drive({ url: `http://127.0.0.1:${await freePort()}/` });
	expect(result).toMatchObject({
		requests: 40,
		errors: 40,
		errorKinds: { "connection refused": 40 },
	});
	expect(result.p99Ms).toBeUndefined();
});

test("method, headers and body arrive", async () => {
	const it = await serve((_, response) => response.end());
	await drive({
		url: `${it.url}orders?x=1`,
		method: "POST",
		headers: { "Content-Type": "application/json", "user-agent": "mine" },
		body: '{"ü":1}',
		amount: { kind: "requests", requests: 1 },
	});
	expect(it.last()?.body).toBe('{"ü":1}');
	expect(it.last()?.request).toMatchObject({
		method: "POST",
		url: "/orders?x=1",
		headers: {
			"content-type": "application/json",
			"content-length": "8",
			"user-agent": "mine",
		},
	});
});

test("a duration ends the sending; answers under way count", async () => {
	// Each request takes 10 ms of a clock of our own.
	const clock: Clock = {
		now: () => 10 * (server?.seen() ?? 0),
		sleep: async () => {},
	};
	const it = await serve((_, response) => response.end());
	const amount = { kind: "duration", durationMs: 100 } as const;
	const never = new AbortController().signal;
	const result = await drive({ url: it.url, amount }, never, clock);
	expect(result.requests).toBe(it.seen());
	expect(result.errors).toBe(0);
	// The tenth ends it, when the other three connections may be waiting.
	expect(result.requests).toBeGreaterThanOrEqual(10);
	expect(result.requests).toBeLessThanOrEqual(13);
});

test("abort breaks off what is under way and closes all connections", async () => {
	const abort = new AbortController();
	const it = await serve(() => {
		if (it.seen() === 4) abort.abort(new Error("Ctrl-C"));
	});
	await expect(drive({ url: it.url }, abort.signal)).rejects.toThrow("Ctrl-C");
	await untilClosed(it);
	expect(it.seen()).toBe(4);
});

test("what HTTP cannot say is the user's to mend", async () => {
	await expect(drive({ method: "GE T" })).rejects.toMatchObject({
		problems: [{ code: "load-invalid" }],
	});
});
