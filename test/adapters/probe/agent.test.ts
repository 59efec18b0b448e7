import { linkSync, mkdtempSync, utimesSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach, describe, expect, test } from "@jest/globals";
import {
	agentEnvironment,
	connectAgent,
} from "../../../src/adapters/probe/agent.ts";
import { JumpingClock } from "../../support/jumping-clock.ts";
import { scratchFolder } from "../../support/scratch.ts";

const scratch = scratchFolder();
const servers: Server[] = [];
afterEach(async () => {
	for (const server of servers.splice(0)) {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
});

const info = {
	agent: 1,
	pid: 1,
	ppid: 1,
	go: "go1.26.8",
	goos: "linux",
	goarch: "amd64",
	memProfileRate: 524288,
	leakProfile: true,
	modules: { firstParty: ["shop"], libraries: [] },
};
const counters = {
	goroutines: 14,
	heapAlloc: 1,
	heapObjects: 2,
	heapSys: 3,
	heapReleased: 4,
	heapInuse: 5,
	stackInuse: 6,
	sys: 10,
	numGc: 7,
	rss: 8,
	threads: 9,
	openFiles: 11,
	tcpConnections: { established: 1, close_wait: 2 },
	requestsByRoute: { "GET /orders/{…}": 3 },
};

/** An agent for `pid` that says it is a program of Go version `go`. */
async function agent(
	directory: string,
	pid: number,
	options: {
		readonly go?: string;
		readonly bornS?: number;
		readonly answer?: RequestListener;
	} = {},
): Promise<void> {
	const server = createServer((incoming, outgoing) => {
		if (incoming.url === "/info") {
			outgoing.end(JSON.stringify({ ...info, go: options.go ?? info.go }));
			return;
		}
		options.answer?.(incoming, outgoing);
	});
	servers.push(server);
	const socket = `${directory}/${pid}.sock`;
	await new Promise<void>((resolve) => server.listen(socket, resolve));
	if (options.bornS !== undefined) {
		utimesSync(socket, options.bornS, options.bornS);
	}
}

function folder(): string {
	return mkdtempSync(`${scratch}/a-`);
}

function connect(directory: string, timeoutMs = 1000) {
	return connectAgent({
		directory,
		pid: 100,
		timeoutMs,
		clock: new JumpingClock(),
		signal: new AbortController().signal,
	});
}

test("the service learns of the folder by its environment", () => {
	expect(agentEnvironment("/w")).toEqual({ LEAK_BUDGET_AGENT: "/w" });
});

describe("whose agent", () => {
	test("that of the started process, though a child's is older", async () => {
		const directory = folder();
		await agent(directory, 90, { go: "child", bornS: 1000 });
		await agent(directory, 100, { go: "parent", bornS: 2000 });
		expect((await connect(directory))?.environment.go).toBe("parent");
	});

	test("else that of the oldest descendant", async () => {
		const directory = folder();
		await agent(directory, 300, { go: "younger", bornS: 2000 });
		await agent(directory, 400, { go: "older", bornS: 1000 });
		expect((await connect(directory))?.environment.go).toBe("older");
	});

	test("of two born in the same tick of the system's clock, that with the lower number", async () => {
		const directory = folder();
		await agent(directory, 1000, { go: "child", bornS: 1000 });
		await agent(directory, 999, { go: "parent", bornS: 1000 });
		await agent(directory, 1001, { go: "child", bornS: 1000 });
		expect((await connect(directory))?.environment.go).toBe("parent");
	});

	test("a process that ended left its socket behind", async () => {
		const directory = folder();
		await agent(directory, 100, { go: "dead", bornS: 1000 });
		await agent(directory, 200, { go: "alive", bornS: 2000 });
		const [dead] = servers;
		// Closing a server removes its socket; a killed process does not.
		linkSync(`${directory}/100.sock`, `${directory}/kept`);
		await new Promise((resolve) => dead?.close(resolve));
		linkSync(`${directory}/kept`, `${directory}/100.sock`);
		expect((await connect(directory))?.environment.go).toBe("alive");
	});

	test("nobody's, after the time is over", async () => {
		const clock = new JumpingClock();
		const probe = await connectAgent({
			directory: folder(),
			pid: 100,
			timeoutMs: 1000,
			clock,
			signal: new AbortController().signal,
		});
		expect(probe).toBeUndefined();
		expect(clock.now()).toBe(1000);
	});

	test("another version's is refused", async () => {
		const directory = folder();
		const server = createServer((_, outgoing) => outgoing.end('{"agent":2}'));
		servers.push(server);
		await new Promise<void>((resolve) =>
			server.listen(`${directory}/100.sock`, resolve),
		);
		await expect(connect(directory)).rejects.toMatchObject({
			problems: [{ code: "agent-version" }],
		});
	});

	test("too long a path is told, not waited for", async () => {
		await expect(connect(`/${"x".repeat(100)}`)).rejects.toMatchObject({
			problems: [{ code: "socket-path-too-long" }],
		});
	});
});

describe("answers", () => {
	async function probing(answer: RequestListener) {
		const directory = folder();
		await agent(directory, 100, { answer });
		const probe = await connect(directory);
		if (probe === undefined) throw new Error("no probe");
		return probe;
	}

	test("the environment", async () => {
		const probe = await probing(() => {});
		expect(probe.environment).toEqual({
			os: "linux/amd64",
			go: "go1.26.8",
			source: "agent",
			modules: { firstParty: ["shop"], libraries: [] },
			memProfileRate: 524288,
			leakProfile: true,
		});
		expect(await probe.memProfileRate()).toBe(524288);
	});

	test("each question has its request", async () => {
		const asked: string[] = [];
		const probe = await probing((incoming, outgoing) => {
			asked.push(`${incoming.method} ${incoming.url}`);
			outgoing.setHeader("X-Count", "3");
			outgoing.end(JSON.stringify(counters));
		});
		expect(await probe.counters()).toEqual(counters);
		await probe.settledCounters({ release: true });
		await probe.settledCounters({ release: false });
		await probe.profile("heap", 0);
		await probe.profile("a&b/c", 2);
		expect((await probe.leakedGoroutines())?.count).toBe(3);
		expect(asked).toEqual([
			"GET /counters",
			"POST /settle?release=1",
			"POST /settle?release=0",
			"GET /profile?name=heap&debug=0",
			"GET /profile?name=a%26b%2Fc&debug=2",
			"GET /leaked",
		]);
	});

	test("what a platform cannot tell is absent", async () => {
		const { rss, threads, openFiles, tcpConnections, ...rest } = counters;
		const probe = await probing((_, outgoing) =>
			outgoing.end(JSON.stringify(rest)),
		);
		expect(await probe.counters()).toEqual(rest);
	});

	test("a runtime without goroutineleak", async () => {
		const probe = await probing((_, outgoing) => {
			outgoing.statusCode = 404;
			outgoing.end("none");
		});
		expect(await probe.leakedGoroutines()).toBeUndefined();
		await expect(probe.profile("x", 0)).rejects.toMatchObject({
			problems: [{ code: "probe-failed" }],
		});
	});

	test.each<[string, RequestListener]>([
		["no JSON", (_, outgoing) => outgoing.end("no")],
		["a counter too few", (_, outgoing) => outgoing.end('{"goroutines":1}')],
		[
			"a negative counter",
			(_, outgoing) =>
				outgoing.end(JSON.stringify({ ...counters, goroutines: -1 })),
		],
		[
			"cut off",
			(_, outgoing) => {
				outgoing.write("{");
				setImmediate(() => outgoing.destroy());
			},
		],
		["hung up", (_, outgoing) => outgoing.destroy()],
	])("%s is one clear problem", async (_, answer) => {
		const probe = await probing(answer);
		await expect(probe.counters()).rejects.toMatchObject({
			problems: [{ code: "probe-failed" }],
		});
	});
});
