import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import type { AddressInfo, Server } from "node:net";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { connectPprof } from "../../../src/adapters/probe/pprof.ts";
import { freePort } from "../../support/free-port.ts";
import { scratchFolder } from "../../support/scratch.ts";

const HEAP = `heap profile: 0: 0 [0: 0] @ heap/1048576

# runtime.MemStats
# HeapAlloc = 4
# Sys = 9
# HeapSys = 4
# HeapInuse = 4
# HeapReleased = 0
# HeapObjects = 1
# Stack = 4 / 4
# NumGC = 1
`;

const folder = scratchFolder();
const signal = new AbortController().signal;
const servers: Server[] = [];
afterEach(() => {
	for (const server of servers.splice(0)) server.close();
});

async function listening(server: Server): Promise<number> {
	servers.push(server);
	await new Promise<void>((resolve) =>
		server.listen(0, "127.0.0.1", () => resolve()),
	);
	return (server.address() as AddressInfo).port;
}

/** As net/http/pprof answers, as far as connecting asks. */
const answer: http.RequestListener = (request, response) => {
	const path = request.url ?? "";
	if (path.startsWith("/debug/pprof/goroutine?"))
		return void response.end("goroutine profile: total 9\n");
	if (path.startsWith("/debug/pprof/heap")) return void response.end(HEAP);
	response.statusCode = 404;
	response.end();
};

const pem = selfSigned();
const withCertificate = pem === undefined ? test.skip : test;

withCertificate(
	"a certificate of the service's own will do on this machine",
	async () => {
		const port = await listening(https.createServer(pem ?? {}, answer));
		const url = `https://127.0.0.1:${port}/debug/pprof/`;
		const probe = await connectPprof({ url, signal });
		expect(probe).toHaveProperty("environment.source", "pprof");
	},
);

test("why there is none is told", async () => {
	const nobody = `http://127.0.0.1:${await freePort()}/debug/pprof/`;
	expect(await connectPprof({ url: nobody, signal })).toEqual({
		absent: "nobody listens there (any more)",
	});
	const other = await listening(
		http.createServer((_, response) => response.end("hello")),
	);
	const url = `http://127.0.0.1:${other}/`;
	expect(await connectPprof({ url, signal })).toEqual({
		absent: "what answers there is not net/http/pprof",
	});
});

/** Undefined where there is no openssl. */
function selfSigned() {
	const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
	const words = `req -x509 -newkey rsa:2048 -nodes -keyout ${key} -out ${cert} -days 2 -subj /CN=somebody`;
	const { status } = spawnSync("openssl", words.split(" "), {
		stdio: "ignore",
	});
	return status === 0
		? { key: readFileSync(key), cert: readFileSync(cert) }
		: undefined;
}
