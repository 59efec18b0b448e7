import { expect, test } from "@jest/globals";
import { collect } from "../../src/collect/collect.ts";
import { Stop } from "../../src/model/problem.ts";
import type { Ports, RunningService, ServiceHost } from "../../src/ports.ts";
import { JumpingClock } from "../support/jumping-clock.ts";
import { servicePlan } from "../support/service-plan.ts";

const broken = new Stop({ code: "never-ready", message: "never ready" });

/** A service that never gets ready, on a host that keeps what it is asked. */
function neverReady() {
	const asked: string[] = [];
	const service: RunningService = {
		died: new Promise(() => {}),
		ready: () => Promise.reject(broken),
		probe: () => Promise.reject(broken),
		async stop() {
			asked.push("stop");
		},
	};
	const host: ServiceHost = {
		async setup() {
			asked.push("setup");
		},
		async build() {
			asked.push("build");
		},
		async start(_, when) {
			asked.push(`start, ${when()}`);
			return service;
		},
		async teardown() {
			asked.push("teardown");
		},
	};
	return { host, asked };
}

function ports(
	host: ServiceHost,
	signal: AbortSignal,
	progress: Ports["progress"] = () => {},
): Ports {
	return {
		host,
		signal,
		progress,
		clock: new JumpingClock(),
		load: { run: () => Promise.reject(broken) },
		evidence: { append: () => {}, save: () => {} },
		startedAt: "2026-11-20T10:00:00.000Z",
		tool: "test",
	};
}

const enough = () => ({ kind: "enough" }) as const;
const running = new AbortController().signal;

test("the host prepares a build also where there is none, for `go run`; stop and teardown follow a failure", async () => {
	const { host, asked } = neverReady();
	const plan = servicePlan({ run: "go run ." });
	await expect(collect(plan, ports(host, running), enough)).rejects.toBe(
		broken,
	);
	expect(asked).toEqual([
		"build",
		"start, before it was ready",
		"stop",
		"teardown",
	]);
});

test("progress tells a phase that failed from one that went well", async () => {
	const { host } = neverReady();
	const ended: string[] = [];
	await collect(
		servicePlan({ build: "go build ." }),
		ports(host, running, (progress) => {
			if (progress.kind === "end")
				ended.push(`${progress.phase} ${progress.ended ?? "well"}`);
		}),
		enough,
	).catch(() => {});
	expect(ended).toEqual(["build well", "ready failed"]);
});

test("who interrupts while it is stopped wants no verdict", async () => {
	const controller = new AbortController();
	const { host } = neverReady();
	const stopped: ServiceHost = {
		...host,
		async teardown() {
			controller.abort(new Error("Ctrl-C"));
		},
		start: async () => ({
			died: new Promise(() => {}),
			ready: async () => {},
			probe: async () => QUIET_PROBE,
			stop: async () => {},
		}),
	};
	await expect(
		collect(servicePlan(), ports(stopped, controller.signal), enough),
	).rejects.toThrow("Ctrl-C");
});

const counters = {
	goroutines: 1,
	heapAlloc: 1,
	heapObjects: 1,
	heapSys: 1,
	heapReleased: 1,
	heapInuse: 1,
	stackInuse: 1,
	numGc: 1,
};
const QUIET_PROBE = {
	environment: {
		os: "linux/amd64",
		go: "go1.26.8",
		source: "agent",
		modules: { firstParty: [], libraries: [] },
		leakProfile: false,
	},
	memProfileRate: async () => undefined,
	counters: async () => counters,
	settledCounters: async () => counters,
	profile: async () => new Uint8Array(),
	leakedGoroutines: async () => undefined,
} as const;

test("the service's death is the reason, whatever broke because of it", async () => {
	const { host } = neverReady();
	const death = new Stop({ code: "service-exited", message: "it exited" });
	const dying: ServiceHost = {
		...host,
		async start() {
			return {
				died: Promise.resolve(death),
				ready: () => Promise.reject(broken),
				probe: () => Promise.reject(broken),
				stop: async () => {},
			};
		},
	};
	await expect(
		collect(servicePlan(), ports(dying, running), enough),
	).rejects.toBe(death);
});
