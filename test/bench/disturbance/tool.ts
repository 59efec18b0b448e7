/** The parts of the tool that the benchmark drives, bundled with the agent's Go files as the command is. */
export { systemClock } from "../../../src/adapters/clock.ts";
export { prepareGoBuild } from "../../../src/adapters/go/build-environment.ts";
export {
	agentEnvironment,
	connectAgent,
} from "../../../src/adapters/probe/agent.ts";
export { takeSnapshot } from "../../../src/collect/snapshot.ts";
