import { allowanceOf } from "../metrics/allowance.ts";
import { metricNamed } from "../metrics/registry.ts";
import type { Evidence, EvidenceEvent } from "../model/evidence.ts";
import { foldJournal } from "../model/journal.ts";
import type { Limit } from "../model/plan.ts";
import { Stop } from "../model/problem.ts";
import type { Planted } from "../model/selftest.ts";
import type { Ports, Probe } from "../ports.ts";

/**
 * The same ports, but that the agent leaks on purpose at the start of each
 * round: twice what the loosest budget lets grow. `planted` is told once.
 */
export function planting(
	ports: Ports,
	planted: (leak: Planted) => void,
): Ports {
	const events: EvidenceEvent[] = [];
	let probe: Probe | undefined;
	let leak: Planted | undefined;
	return {
		...ports,
		evidence: {
			...ports.evidence,
			append: (event) => {
				events.push(event);
				ports.evidence.append(event);
			},
		},
		host: {
			...ports.host,
			start: async (signal, when) => {
				const service = await ports.host.start(signal, when);
				return {
					...service,
					probe: async (inner) => {
						probe = await service.probe(inner);
						return probe;
					},
				};
			},
		},
		load: {
			run: async (scenario, round, signal) => {
				if (!probe?.plant) throw onlyByAgent();
				if (!leak) {
					leak = amountsFor(foldJournal(events));
					planted(leak);
				}
				await probe.plant(leak);
				return ports.load.run(scenario, round, signal);
			},
		},
	};
}

/** A plant is there for good until the service ends: it must not become a burden. */
const MOST: Planted = { goroutines: 100_000, bytes: 256 * 1024 * 1024 };

/** So many goroutines at least, for a swing of the service's own must not hide them. */
const LEAST_GOROUTINES = 10;

function amountsFor(evidence: Evidence): Planted {
	const goroutines =
		2 * room(evidence, ["goroutines", "leaked_goroutines"]) + LEAST_GOROUTINES;
	// The agent plants memory in objects of a kibibyte.
	const kibibytes = Math.max(
		Math.ceil((2 * room(evidence, ["inuse_space"])) / 1024),
		Math.ceil(2 * room(evidence, ["inuse_objects"])),
	);
	return {
		goroutines: Math.min(Math.floor(goroutines), MOST.goroutines),
		bytes: Math.min(kibibytes * 1024, MOST.bytes),
	};
}

/**
 * The most growth that any of these budgets permits; 0 where there is none. How
 * far it is to a ceiling counts only where there is nothing but ceilings: it
 * may be very far, and once it is broken the run is over.
 */
function room(evidence: Evidence, names: readonly string[]): number {
	const budgets = evidence.plan.budgets.filter(({ metric }) =>
		names.includes(metric),
	);
	const isGrowth = ({ kind }: Limit) => kind !== "ceiling";
	const only = budgets.some(({ limits }) => limits.some(isGrowth))
		? isGrowth
		: () => true;
	const rooms = budgets.flatMap(({ metric: name, limits }) =>
		limits.filter(only).flatMap((limit) => {
			const metric = metricNamed(name);
			const before = evidence.settled[0];
			const allowance = allowanceOf(metric, limit, evidence);
			if (!allowance || !before) return [];
			if (allowance.kind === "growth") return allowance.growth;
			return allowance.ceiling - (metric.read(before.counters) ?? 0);
		}),
	);
	return Math.max(0, ...rooms);
}

function onlyByAgent(): Stop {
	return new Stop({
		code: "selftest-needs-agent",
		message:
			"The service has no agent in it, and only the agent can plant a leak.",
		remedy:
			"Set service.build, so that the agent is built in; see `leak-budget run` for what stands in its way.",
	});
}
