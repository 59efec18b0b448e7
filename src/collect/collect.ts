import type { Evidence } from "../model/evidence.ts";
import type { NextRound } from "../model/next-round.ts";
import type { Plan, Ready } from "../model/plan.ts";
import type { Ports, RunningService } from "../ports.ts";
import { settleBefore } from "./before.ts";
import { type Recorder, recorder } from "./recorder.ts";
import { playRound } from "./round.ts";
import { whileAlive } from "./while-alive.ts";

/**
 * Plan → evidence: setup, build, start, before, rounds, stop, teardown. All
 * that is seen goes to `ports.evidence` at once. Throws a Stop when the run
 * cannot go on; what was collected until then stays, and nothing of ours runs on.
 */
export async function collect(
	plan: Plan,
	ports: Ports,
	next: (evidence: Evidence) => NextRound,
): Promise<void> {
	const { host, signal } = ports;
	const journal = recorder(ports);
	const { startedAt } = ports;
	journal.append({
		type: "plan",
		format: 1,
		plan: withoutSecrets(plan),
		startedAt,
	});
	const { setup } = plan;
	const { build } = plan.service;
	try {
		if (setup !== undefined)
			await journal.timed("setup", setup, () => host.setup(signal));
		if (build !== undefined)
			await journal.timed("build", build, () => host.build(signal));
		// Nothing to build here, but `go run` builds too, and the host prepares for it.
		else await host.build(signal);
		const service = await host.start(signal, () => whenIn(journal.soFar()));
		try {
			await whileAlive(service, ports, (alive) =>
				observe(plan, { ...ports, signal: alive }, service, journal, next),
			);
		} finally {
			await service.stop();
		}
	} finally {
		await host.teardown();
	}
	// Also while it was stopped: whoever interrupts wants no verdict.
	signal.throwIfAborted();
}

/** What goes on, by what is known so far. */
function whenIn({ settled, environment }: Evidence): string {
	if (settled.length > 0) return `during round ${settled.length}`;
	return environment === undefined ? "before it was ready" : "before the load";
}

async function observe(
	plan: Plan,
	ports: Ports,
	service: RunningService,
	journal: Recorder,
	next: (evidence: Evidence) => NextRound,
): Promise<void> {
	const { ready } = plan.service;
	await journal.timed("ready", ready ? addressOf(ready) : "", () =>
		service.ready(ports.signal),
	);
	const probe = await service.probe(ports.signal);
	const environment = { ...probe.environment, tool: ports.tool };
	journal.append({ type: "environment", environment });
	await settleBefore(plan, ports, probe, journal);
	// Without `ready`, the first look may have been before main ran.
	const memProfileRate = await probe.memProfileRate();
	if (memProfileRate !== environment.memProfileRate)
		journal.append({
			type: "environment",
			environment: {
				...environment,
				...(memProfileRate !== undefined && { memProfileRate }),
			},
		});
	for (let round = 1; ; round++) {
		const step = next(journal.soFar());
		if (step.kind === "enough") return;
		const { scenario, patient } = step;
		await playRound({ plan, ports, probe, journal, round, scenario, patient });
	}
}

function addressOf(ready: Ready): string {
	switch (ready.kind) {
		case "http":
			return ready.url;
		case "tcp":
			return `tcp://${ready.host}:${ready.port}`;
		case "log":
			return `"${ready.text}" in its log`;
		default:
			return ready satisfies never;
	}
}

/** Evidence is uploaded and passed on; values of the environment stay here. */
function withoutSecrets(plan: Plan): Plan {
	const env = Object.fromEntries(
		Object.keys(plan.service.env).map((name) => [name, "(not kept)"]),
	);
	return { ...plan, service: { ...plan.service, env } };
}
