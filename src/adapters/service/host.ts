import type { ServiceHost } from "../../ports.ts";
import { prepareGoBuild } from "../go/build-environment.ts";
import { agentEnvironment, connectAgent } from "../probe/agent.ts";
import { connectPprof } from "../probe/pprof.ts";
import { type HostOptions, localHost } from "./local-host.ts";

/** Builds, starts and stops the plan's service on this machine. */
export function serviceHost(options: HostOptions): ServiceHost {
	return localHost(options, {
		prepareGoBuild,
		agentEnvironment,
		connectAgent,
		connectPprof,
	});
}
