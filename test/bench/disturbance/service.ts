import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { execa } from "execa";
import type { Probe } from "../../../src/ports.ts";
import type { Tool } from "./builds.ts";

/** As the plan's default. */
const HEAP_SAMPLING = 32 * 1024;

export interface Service {
	readonly url: string;
	/** Undefined without the agent. */
	readonly probe: Probe | undefined;
	/** CPU that it has taken so far, in microseconds. */
	cpuUs(): number;
	stop(): void;
}

/** Starts a build of the service on one core; with `agent` as a run does. */
export async function startService(
	tool: Tool,
	options: {
		readonly binary: string;
		readonly goroutines: number;
		readonly agent: boolean;
		readonly scratch: string;
		readonly signal: AbortSignal;
	},
): Promise<Service> {
	const directory = mkdtempSync(join(options.scratch, "a-"));
	const child = spawn(options.binary, [`-goroutines=${options.goroutines}`], {
		env: {
			...process.env,
			GOMAXPROCS: "1",
			...(options.agent && {
				...tool.agentEnvironment(directory),
				GODEBUG: `memprofilerate=${HEAP_SAMPLING}`,
			}),
		},
		stdio: ["ignore", "pipe", "inherit"],
		signal: options.signal,
		killSignal: "SIGKILL",
	});
	child.on("error", () => {});
	const pid = child.pid ?? 0;
	const address = await firstLine(child);
	const probe = options.agent
		? await tool.connectAgent({
				directory,
				pid,
				timeoutMs: 5_000,
				clock: tool.systemClock(),
				signal: options.signal,
			})
		: undefined;
	return {
		url: `http://${address}`,
		probe,
		cpuUs: () => cpuUs(pid),
		stop: () => void child.kill("SIGKILL"),
	};
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
	if (!stdout) throw new Error("the service did not start");
	for await (const line of createInterface({ input: stdout })) return line;
	throw new Error("the service said nothing");
}

/** Linux: nanoseconds of each thread; threads of a Go program stay. */
function cpuUs(pid: number): number {
	const threads = readdirSync(`/proc/${pid}/task`);
	const nanoseconds = threads.map((thread) =>
		Number(
			readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(
				" ",
			)[0],
		),
	);
	return nanoseconds.reduce((sum, one) => sum + one, 0) / 1000;
}

export interface Answered {
	readonly requests: number;
	readonly perSecond: number;
	readonly p99Us: number;
}

/** Asks over four connections as fast as answers come. */
export async function drive(
	load: string,
	service: Service,
	seconds: number,
	signal: AbortSignal,
): Promise<Answered> {
	const words = ["-url", `${service.url}/orders/17`, "-for", `${seconds}s`];
	const { stdout } = await execa(load, words, { cancelSignal: signal });
	return JSON.parse(stdout);
}
