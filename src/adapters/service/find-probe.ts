import { Stop } from "../../model/problem.ts";
import type { Probe } from "../../ports.ts";
import type { ShellProcess } from "../process/shell.ts";
import { agentAbsent } from "./agent-absent.ts";
import { buildFacts } from "./build-facts.ts";
import { usesGoRun } from "./go-run.ts";
import type { StartOptions } from "./start-options.ts";

export interface FindProbeOptions extends StartOptions {
	readonly shell: ShellProcess;
	readonly socketDirectory: string;
	readonly signal: AbortSignal;
}

/** The agent listens from the first instant of the process on, so that 3 s are plenty once the service is ready. */
const agentMs = 3_000;
const agentUnreadyMs = 10_000;

/** The agent, else net/http/pprof beside the ready URL, else a Stop that says why there is neither. */
export async function findProbe(options: FindProbeOptions): Promise<Probe> {
	const { plan, doors, shell, signal } = options;
	const { profiles, ready } = plan.service;
	if (profiles.kind === "pprof") {
		const probe = await doors.connectPprof({ url: profiles.url, signal });
		if (!("absent" in probe)) return probe;
		throw profilesUnreachable(plan.name, profiles.url, probe.absent);
	}
	const agent = await doors.connectAgent({
		directory: options.socketDirectory,
		pid: shell.pid,
		timeoutMs: agentTimeoutMs(options),
		clock: options.clock,
		signal,
	});
	if (agent !== undefined) return agent;
	const beside =
		ready?.kind === "http"
			? new URL("/debug/pprof/", ready.url).href
			: undefined;
	if (beside !== undefined) {
		const probe = await doors.connectPprof({ url: beside, signal });
		if (!("absent" in probe)) return probe;
	}
	throw agentAbsent(await buildFacts(plan, options.builtAt));
}

function agentTimeoutMs({ plan }: StartOptions): number {
	const { ready, readyTimeoutMs, run } = plan.service;
	if (ready !== undefined) return agentMs;
	return usesGoRun(run)
		? readyTimeoutMs
		: Math.min(readyTimeoutMs, agentUnreadyMs);
}

function profilesUnreachable(name: string, url: string, why: string): Stop {
	return new Stop({
		code: "profiles-unreachable",
		message: `${name} serves no profiles at ${url}: ${why}.`,
		where: "service.profiles",
		remedy:
			"Set service.profiles to the URL of the net/http/pprof index page, with its prefix, e.g. http://127.0.0.1:6060/debug/pprof/; or leave it out, and the build brings its own agent.",
	});
}
