import { expect, test } from "@jest/globals";
import { readyAddress } from "../../../src/adapters/service/address.ts";
import { isLoopback } from "../../../src/model/loopback.ts";
import type { Ready } from "../../../src/model/plan.ts";

const http = (url: string): Ready => ({ kind: "http", url });

test.each([
	[http("http://127.0.0.1:8080/healthz"), { host: "127.0.0.1", port: 8080 }],
	[http("http://localhost/"), { host: "localhost", port: 80 }],
	[http("https://localhost/"), { host: "localhost", port: 443 }],
	[http("http://[::1]:9/"), { host: "::1", port: 9 }],
	[{ kind: "tcp", host: "::1", port: 7 } as Ready, { host: "::1", port: 7 }],
	[{ kind: "log", text: "up" } as Ready, undefined],
	[undefined, undefined],
])("%j is at %j", (ready, address) => {
	expect(readyAddress(ready)).toEqual(address);
});

test.each([
	["localhost", true],
	["shop.localhost", true],
	["127.0.0.1", true],
	["127.8.8.8", true],
	["[::1]", true],
	["::1", true],
	["0.0.0.0", true],
	["127.0.0.1.example.com", false],
	["example.com", false],
	["10.0.0.1", false],
])("%s is loopback: %s", (host, loopback) => {
	expect(isLoopback(host)).toBe(loopback);
});
