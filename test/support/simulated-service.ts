import { collect } from "../../src/collect/collect.ts";
import { judge } from "../../src/judge/judge.ts";
import { nextRound } from "../../src/judge/next-round.ts";
import type { StacksAt } from "../../src/judge/stacks-at.ts";
import type {
	Counters,
	Evidence,
	EvidenceEvent,
} from "../../src/model/evidence.ts";
import { foldJournal } from "../../src/model/journal.ts";
import type { Plan } from "../../src/model/plan.ts";
import { Stop } from "../../src/model/problem.ts";
import type { Stack } from "../../src/model/profile.ts";
import type { Verdict } from "../../src/model/verdict.ts";
import type { Ports } from "../../src/ports.ts";
import { JumpingClock } from "./jumping-clock.ts";

/** What the service has been through when somebody looks at it. */
export interface Moment {
	readonly nowMs: number;
	/** Rounds of load that have ended. */
	readonly rounds: number;
	/** The same of each scenario that was played. */
	readonly played: Readonly<Record<string, number>>;
	/** Since the last round ended; 0 before the first and during load. */
	readonly idleMs: number;
}

/** A service in simulated time: how its counters stand at each moment, and the stacks of its profiles. What it leaves out stands still. */
export type Behaviour = (moment: Moment) => Partial<Counters> & {
	readonly stacks?: Readonly<Record<string, readonly Stack[]>>;
};

const IDLE: Counters = {
	goroutines: 10,
	heapAlloc: 1_000_000,
	heapObjects: 10_000,
	heapSys: 8_000_000,
	heapReleased: 0,
	heapInuse: 2_000_000,
	stackInuse: 300_000,
	numGc: 1,
	threads: 8,
	rss: 20_000_000,
};

const LOAD_MS = 500;

/** Measures and judges a simulated service, with the real collector and the real judge. */
export async function measureSimulated(
	plan: Plan,
	behaviour: Behaviour,
	onLoad: (round: number) => void = () => {},
	around: (ports: Ports) => Ports = (ports) => ports,
): Promise<{
	readonly verdict: Verdict;
	readonly evidence: Evidence;
	readonly error: unknown;
	/** Of each exact reading, whether free pages were to be handed back first. */
	readonly released: readonly boolean[];
}> {
	const clock = new JumpingClock();
	const events: EvidenceEvent[] = [];
	const released: boolean[] = [];
	let rounds = 0;
	const played: Record<string, number> = {};
	let endedMs: number | undefined;
	const now = () => {
		const idleMs = endedMs === undefined ? 0 : clock.now() - endedMs;
		return behaviour({ nowMs: clock.now(), rounds, played, idleMs });
	};
	const look = async () => {
		const { stacks: _, ...counters } = now();
		return { ...IDLE, ...counters };
	};
	const saved = new Map<number, Readonly<Record<string, readonly Stack[]>>>();
	const stacksAt: StacksAt = (profile, round) => saved.get(round)?.[profile];
	const ports: Ports = {
		clock,
		signal: new AbortController().signal,
		startedAt: "2026-11-20T10:00:00.000Z",
		tool: "test",
		progress: () => {},
		evidence: {
			append: (event) => {
				events.push(event);
				if (event.type === "snapshot" && event.snapshot.moment !== "during")
					saved.set(event.snapshot.round, now().stacks ?? {});
			},
			save: () => {},
		},
		load: {
			run: async (scenario, round) => {
				endedMs = undefined;
				onLoad(round);
				await clock.sleep(LOAD_MS);
				rounds = round;
				played[scenario.name] = (played[scenario.name] ?? 0) + 1;
				endedMs = clock.now();
				return {
					scenario: scenario.name,
					durationMs: LOAD_MS,
					requests: 200,
					errors: 0,
				};
			},
		},
		host: {
			setup: async () => {},
			build: async () => {},
			teardown: async () => {},
			start: async () => ({
				ready: async () => {},
				died: new Promise(() => {}),
				stop: async () => {},
				probe: async () => ({
					environment: {
						os: "linux/amd64",
						go: "go1.26",
						source: "agent",
						modules: { firstParty: [], libraries: [] },
						leakProfile: true,
					},
					memProfileRate: async () => undefined,
					counters: look,
					settledCounters: (options) => {
						released.push(options.release);
						return look();
					},
					profile: async () => new Uint8Array(),
					leakedGoroutines: async () => {
						const { leakedGoroutines } = await look();
						return leakedGoroutines === undefined
							? undefined
							: { count: leakedGoroutines, profile: new Uint8Array() };
					},
				}),
			}),
		},
	};
	let error: unknown;
	try {
		await collect(plan, around(ports), (evidence) =>
			nextRound(evidence, stacksAt),
		);
	} catch (caught) {
		error = caught;
		if (!(caught instanceof Stop)) throw caught;
		for (const problem of caught.problems)
			events.push({ type: "problem", problem });
	}
	const evidence = foldJournal(events);
	return { evidence, verdict: judge(evidence, stacksAt), error, released };
}
