import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, expect, jest, test } from "@jest/globals";
import { systemClock } from "../../../src/adapters/clock.ts";
import { groupLives } from "../../../src/adapters/process/group.ts";
import type { Doors } from "../../../src/adapters/service/doors.ts";
import { localHost } from "../../../src/adapters/service/local-host.ts";
import type { Plan } from "../../../src/model/plan.ts";
import type { RunningService } from "../../../src/ports.ts";
import { fakeDoors, fakeProbe } from "../../support/fake-doors.ts";
import { freePort } from "../../support/free-port.ts";
import { scratchFolder } from "../../support/scratch.ts";
import { servicePlan } from "../../support/service-plan.ts";

const folder = scratchFolder();
const signal = new AbortController().signal;
const started: RunningService[] = [];
let notes: string[] = [];

afterEach(async () => {
	await Promise.all(started.splice(0).map((service) => service.stop()));
	notes = [];
});

function host(plan: Plan, doors: Doors = fakeDoors()) {
	return localHost(
		{
			plan,
			workDir: folder,
			logDirectory: join(folder, "logs"),
			clock: systemClock(),
			notes: (text) => notes.push(text),
		},
		doors,
	);
}

async function start(plan: Plan, doors?: Doors): Promise<RunningService> {
	const service = await host(plan, doors).start(signal, () => "during round 2");
	started.push(service);
	return service;
}

function problem(code: string, message?: string) {
	return {
		problems: [
			expect.objectContaining({
				code,
				remedy: expect.any(String),
				...(message !== undefined && {
					message: expect.stringContaining(message),
				}),
			}),
		],
	};
}

/** A service in one line of node that answers each request with `status`. */
function answering(port: number, status: number): string {
	return `exec '${process.execPath}' -e 'require("http").createServer((q,r)=>{r.statusCode=${status};r.end()}).listen(${port},"127.0.0.1",()=>console.log("listening on "+${port}))'`;
}

async function logged(name: string, text: RegExp): Promise<RegExpExecArray> {
	for (;;) {
		const file = join(folder, "logs", `${name}.log`);
		const match = existsSync(file)
			? text.exec(readFileSync(file, "utf8"))
			: null;
		if (match !== null) return match;
		await systemClock().sleep(5);
	}
}

test("setup and teardown run in the plan's folder; a server that setup left lives until teardown", async () => {
	const plan = servicePlan(
		{},
		{
			directory: folder,
			setup: "sleep 60 & echo $$ > group",
			teardown: "echo gone > torn",
		},
	);
	const it = host(plan);
	await it.setup(signal);
	const group = Number(readFileSync(join(folder, "group"), "utf8"));
	expect(groupLives(group)).toBe(true);
	await it.teardown();
	expect(groupLives(group)).toBe(false);
	expect(readFileSync(join(folder, "torn"), "utf8")).toBe("gone\n");
	expect(notes).toEqual([]);
});

test("setup that fails stops the run; teardown that fails is a note", async () => {
	const plan = servicePlan(
		{},
		{ setup: "echo no db; exit 4", teardown: "echo no luck >&2; exit 5" },
	);
	await expect(host(plan).setup(signal)).rejects.toMatchObject(
		problem("setup-failed", "exited with code 4"),
	);
	await host(plan).teardown();
	expect(notes).toEqual(["teardown exited with code 5: no luck"]);
});

test("the build gets the overlay's environment and the service's", async () => {
	const doors = fakeDoors();
	const build = 'echo "flags=$GOFLAGS db=$DB end"';
	const plan = servicePlan({ build, env: { DB: "x" } });
	await host(plan, doors).build(signal);
	await logged("build", /flags=-overlay=ours db=x end/);
	expect(notes).toEqual(["a note"]);
});

test.each([
	["a prebuilt binary", servicePlan()],
	[
		"profiles by URL",
		servicePlan({
			build: "true",
			profiles: { kind: "pprof", url: "http://x" },
		}),
	],
])("no overlay for %s", async (_, plan) => {
	const doors = fakeDoors();
	await host(plan, doors).build(signal);
	expect(doors.knocks).toEqual([]);
});

test("what is embedded, and not there yet, is told to be made first", async () => {
	const build =
		"echo 'web.go:3:12: pattern app/dist: no matching files found' >&2; exit 1";
	await expect(
		host(servicePlan({ build })).build(signal),
	).rejects.toMatchObject({
		problems: [{ remedy: expect.stringContaining("go:embed") }],
	});
});

test("a build that fails is told with its last lines", async () => {
	const build = "echo 'main.go:3:1: syntax error' >&2; exit 1";
	await expect(
		host(servicePlan({ build })).build(signal),
	).rejects.toMatchObject({
		problems: [
			{
				code: "build-failed",
				where: build,
				tail: ["main.go:3:1: syntax error"],
			},
		],
	});
});

test("the service gets the agent's folder, GODEBUG on top of its own, and none of our inputs", async () => {
	process.env["INPUT_GITHUB-TOKEN"] = "secret";
	await start(
		servicePlan({
			run: `env | sort; echo "A=$AGENT_DIRECTORY D=$GODEBUG end"; exec sleep 60`,
			env: { GODEBUG: "http2debug=1" },
		}),
	);
	const [, directory = "", godebug] = await logged(
		"service",
		/A=(\S+) D=(\S+) end/,
	);
	delete process.env["INPUT_GITHUB-TOKEN"];
	expect(godebug).toBe("http2debug=1,memprofilerate=32768");
	expect(directory.length).toBeLessThan(80);
	expect(existsSync(directory)).toBe(true);
	expect(readFileSync(join(folder, "logs/service.log"), "utf8")).not.toContain(
		"secret",
	);
	await started[0]?.stop();
	expect(existsSync(directory)).toBe(false);
});

test.each([
	["http 200", 200],
	["http 302", 302],
])("ready: %s", async (_, status) => {
	const port = await freePort();
	const url = `http://127.0.0.1:${port}/healthz`;
	const service = await start(
		servicePlan({ run: answering(port, status), ready: { kind: "http", url } }),
	);
	await service.ready(signal);
});

test("ready: tcp, log, and nothing", async () => {
	const port = await freePort();
	const run = answering(port, 500);
	const tcp = await start(
		servicePlan({ run, ready: { kind: "tcp", host: "127.0.0.1", port } }),
	);
	await tcp.ready(signal);
	await tcp.stop();
	const log = await start(
		servicePlan({ run, ready: { kind: "log", text: `listening on ${port}` } }),
	);
	await log.ready(signal);
	await (await start(servicePlan())).ready(signal);
});

test("never ready, and why", async () => {
	const port = await freePort();
	const url = `http://127.0.0.1:${port}/healthz`;
	const refused = await start(
		servicePlan({
			run: "echo wrong port; exec sleep 60",
			ready: { kind: "http", url },
			readyTimeoutMs: 200,
		}),
	);
	await logged("service", /wrong port/);
	await expect(refused.ready(signal)).rejects.toMatchObject({
		problems: [
			{
				code: "never-ready",
				message: expect.stringMatching(
					/^shop did not get ready: http:\S+ refused connections for 0\.2 s\. It was still running; its last lines:$/,
				),
				tail: ["wrong port"],
			},
		],
	});
	const unwell = await start(
		servicePlan({
			run: answering(port, 503),
			ready: { kind: "http", url },
			readyTimeoutMs: 200,
		}),
	);
	// The log is appended to: an earlier service listened too.
	await logged("service", new RegExp(`listening on ${port}`));
	await expect(unwell.ready(signal)).rejects.toMatchObject(
		problem("never-ready", "answered 503"),
	);
});

test("exits before it is ready", async () => {
	const service = await start(
		servicePlan({
			run: "echo panic: no database; exit 2",
			ready: { kind: "tcp", host: "127.0.0.1", port: await freePort() },
		}),
	);
	await expect(service.ready(signal)).rejects.toMatchObject({
		problems: [
			{
				code: "service-exited",
				message: "shop exited with code 2 before it was ready.",
				tail: ["panic: no database"],
			},
		],
	});
});

test("abort ends the wait", async () => {
	const service = await start(
		servicePlan({ ready: { kind: "log", text: "never said" } }),
	);
	const abort = new AbortController();
	const waiting = service.ready(abort.signal);
	abort.abort(new Error("Ctrl-C"));
	await expect(waiting).rejects.toThrow("Ctrl-C");
});

test("a port where somebody listens is refused before the start", async () => {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as { port: number };
	const plan = servicePlan({
		run: "touch started-anyway",
		cwd: folder,
		ready: { kind: "http", url: `http://localhost:${port}/` },
	});
	await expect(start(plan)).rejects.toMatchObject(
		problem("port-taken", `localhost:${port}`),
	);
	server.close();
	expect(existsSync(join(folder, "started-anyway"))).toBe(false);
});

test("died: an exit nobody asked for; stop is asked for, safe to call twice, and leaves nobody", async () => {
	const dying = await start(servicePlan({ run: "echo oh no; exit 3" }));
	expect(await dying.died).toMatchObject(
		problem("service-exited", "shop exited with code 3 during round 2"),
	);
	const service = await start(
		servicePlan({ run: "sleep 60 & echo group=$$; wait", cwd: folder }),
	);
	const group = Number((await logged("service", /group=(\d+)/))[1]);
	await Promise.all([service.stop(), service.stop()]);
	expect(groupLives(group)).toBe(false);
	const first = await Promise.race([
		service.died.then(() => "died"),
		systemClock()
			.sleep(20)
			.then(() => "silent"),
	]);
	expect(first).toBe("silent");
});

test("probe: the agent first", async () => {
	const doors = fakeDoors({ connectAgent: async () => fakeProbe });
	const service = await start(servicePlan(), doors);
	expect(await service.probe(signal)).toBe(fakeProbe);
});

test("probe: then net/http/pprof beside the ready URL", async () => {
	const port = await freePort();
	const ready = {
		kind: "http",
		url: `http://127.0.0.1:${port}/healthz`,
	} as const;
	const asked: string[] = [];
	const doors = fakeDoors({
		connectPprof: async ({ url }) => {
			asked.push(url);
			return fakeProbe;
		},
	});
	const service = await start(servicePlan({ ready }), doors);
	expect(await service.probe(signal)).toBe(fakeProbe);
	expect(asked).toEqual([`http://127.0.0.1:${port}/debug/pprof/`]);
});

test("probe: neither, or no profiles at the URL given", async () => {
	const absent = await start(servicePlan());
	await expect(absent.probe(signal)).rejects.toMatchObject(
		problem("agent-absent", "there is no service.build"),
	);
	const profiles = { kind: "pprof", url: "http://127.0.0.1:1/p/" } as const;
	const unreachable = await start(servicePlan({ profiles }));
	await expect(unreachable.probe(signal)).rejects.toMatchObject(
		problem(
			"profiles-unreachable",
			"at http://127.0.0.1:1/p/: nobody listens there.",
		),
	);
});

test("probe: a service that dies meanwhile is what is told", async () => {
	const doors = fakeDoors({ connectAgent: () => new Promise(() => {}) });
	const service = await start(servicePlan({ run: "exit 9" }), doors);
	await expect(service.probe(signal)).rejects.toMatchObject(
		problem("service-exited", "code 9"),
	);
});

test("a service that became another user is said, and holds nobody", async () => {
	const service = await start(
		servicePlan({ run: "echo pid $$; exec sleep 60" }),
	);
	const log = join(folder, "logs/service.log");
	const pid = () => /pid (\d+)\n$/.exec(readFileSync(log, "utf8"))?.[1];
	while (pid() === undefined) await systemClock().sleep(5);
	const kill = jest.spyOn(process, "kill").mockImplementation(() => {
		throw Object.assign(new Error("kill EPERM"), { code: "EPERM" });
	});
	await service.stop();
	kill.mockRestore();
	process.kill(-Number(pid()), "SIGKILL");
	expect(notes).toEqual([
		"shop runs as another user; it could not be stopped.",
	]);
});
