import { systemClock } from "../adapters/clock.ts";
import { loadRunner } from "../adapters/load/runner.ts";
import { agentAbsent } from "../adapters/service/agent-absent.ts";
import { buildFacts } from "../adapters/service/build-facts.ts";
import { serviceHost } from "../adapters/service/host.ts";
import { withTemporaryFolder } from "../adapters/temporary.ts";
import {
	buildCheck,
	loadedCheck,
	startedCheck,
	whileAlive,
} from "../engine/doctor.ts";
import type { Check } from "../model/check.ts";
import type { Plan, Scenario } from "../model/plan.ts";
import type { RunningService, ServiceHost } from "../ports.ts";

/** Takes what a step found, or what stopped it; false where it was stopped. */
type Look = (subject: string, step: () => Promise<Check>) => Promise<boolean>;

/**
 * Builds as a run would, and looks for the agent in what came out. With
 * `start`, it also runs setup, starts the service, looks into it and sends each
 * load once, until something is missing; then all of it is stopped again.
 */
export async function trial(
	plan: Plan,
	options: { readonly start: boolean; readonly signal: AbortSignal },
	look: Look,
): Promise<void> {
	const { start, signal } = options;
	await withTemporaryFolder(async (workDir) => {
		const clock = systemClock();
		const around = { plan, workDir, logDirectory: workDir, clock, notes() {} };
		const host = serviceHost(around);
		const load = loadRunner(around);
		const services: RunningService[] = [];
		try {
			const isBuilt = await look("build", () =>
				built(plan, host, start, signal),
			);
			if (!isBuilt || !start) return;
			if (!(await look("start", () => started(host, services, signal)))) return;
			for (const service of services)
				for (const scenario of plan.load) {
					const sent = async () => {
						await whileAlive(service, { signal, clock }, (alive) =>
							load.run(once(scenario), 1, alive),
						);
						return loadedCheck(scenario);
					};
					if (!(await look("load", sent))) return;
				}
		} finally {
			for (const service of services) await service.stop();
			if (start) await host.teardown();
		}
	});
}

async function built(
	plan: Plan,
	host: ServiceHost,
	start: boolean,
	signal: AbortSignal,
): Promise<Check> {
	const began = Date.now();
	if (start) await host.setup(signal);
	await host.build(signal);
	const { profiles } = plan.service;
	const facts = await buildFacts(plan, began);
	if (profiles.kind === "pprof")
		return buildCheck({ kind: "own", url: profiles.url });
	if (facts.binary === undefined) return buildCheck({ kind: "unknown" });
	if (!facts.binary.agent) throw agentAbsent(facts);
	return buildCheck({ kind: "agent", path: facts.binary.path });
}

async function started(
	host: ServiceHost,
	services: RunningService[],
	signal: AbortSignal,
): Promise<Check> {
	let isReady = false;
	const service = await host.start(
		signal,
		() => `${isReady ? "after" : "before"} it was ready`,
	);
	services.push(service);
	await service.ready(signal);
	isReady = true;
	const { environment } = await service.probe(signal);
	return startedCheck(environment.source);
}

/** One request tells whether it is answered; nobody knows how much of a command would. */
function once(scenario: Scenario): Scenario {
	return scenario.kind === "http"
		? { ...scenario, amount: { kind: "requests", requests: 1 } }
		: scenario;
}
