import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Probe } from "../../src/ports.ts";
import {
	type Builds,
	buildAll,
	bundledTool,
	type Tool,
} from "./disturbance/builds.ts";
import { drive, type Service, startService } from "./disturbance/service.ts";
import { median } from "./median.ts";
import { stopWithUs } from "./stop-with-us.ts";
import { table } from "./table.ts";

/**
 * `npm run bench:disturbance [-- --rounds N]`: what being measured costs a
 * service that answers in some 200 µs on one core (Linux). Side by side, in
 * turns of a quarter of a second: as its owners build it, twice, for their
 * difference is the machine's noise; and with the agent, without and with
 * labels, without and with captures: counters at 4 Hz, and profiles as under
 * load once in four seconds, where a run takes them once in a round. Sums over
 * all turns; changes are against the two that are as it is.
 *
 * Exit 1 where all of it costs more than 3 % of throughput. CPU a request, which
 * bounds the throughput of a busy service, changes less with what else the
 * machine does.
 */
const MOST_COST = 0.03;
const GOROUTINES = [1_000, 100_000];
const TURN_SECONDS = 0.25;
/** A round of load takes some seconds. */
const TURNS_A_SNAPSHOT = 16;

interface Variant {
	readonly name: string;
	readonly build: keyof Builds;
	readonly agent: boolean;
	readonly captures: boolean;
}

const ALL = {
	name: "labels, captures",
	build: "labels",
	agent: true,
	captures: true,
} as const;

const VARIANTS: readonly Variant[] = [
	{ name: "as it is", build: "plain", agent: false, captures: false },
	{ name: "as it is, again", build: "plain", agent: false, captures: false },
	{ name: "agent", build: "agent", agent: true, captures: false },
	{ name: "labels", build: "labels", agent: true, captures: false },
	{ name: "agent, captures", build: "agent", agent: true, captures: true },
	ALL,
];

const LOOKS: readonly [string, (probe: Probe) => Promise<unknown>][] = [
	["counters", (probe) => probe.counters()],
	["heap profile", (probe) => probe.profile("heap", 0)],
	["goroutine profile", (probe) => probe.profile("goroutine", 0)],
	["settled counters", (probe) => probe.settledCounters({ release: false })],
	["leaked goroutines", (probe) => probe.leakedGoroutines()],
	["goroutines as text", (probe) => probe.profile("goroutine", 2)],
];

interface Turn {
	readonly requests: number;
	readonly seconds: number;
	readonly p99Us: number;
	readonly cpuUs: number;
}

const { values } = parseArgs({
	options: { rounds: { type: "string", default: "120" } },
});
const rounds = Number(values.rounds);
const scratch = mkdtempSync(join(tmpdir(), "lb-bench-"));
const signal = stopWithUs();
try {
	const tool = await bundledTool(scratch);
	const builds = await buildAll(tool, scratch, signal);
	const holds: boolean[] = [];
	for (const goroutines of GOROUTINES) {
		holds.push(await compare(tool, builds, goroutines));
		await showPauses(tool, builds, goroutines);
	}
	process.exitCode = holds.every(Boolean) ? 0 : 1;
} catch (error) {
	if (!signal.aborted) throw error;
} finally {
	rmSync(scratch, { recursive: true });
}

async function compare(
	tool: Tool,
	builds: Builds,
	goroutines: number,
): Promise<boolean> {
	const turns = new Map<string, Turn[]>(VARIANTS.map((one) => [one.name, []]));
	const services = new Map<string, Service>();
	try {
		for (const variant of VARIANTS) {
			const service = await start(tool, builds, variant, goroutines);
			services.set(variant.name, service);
			await drive(builds.load, service, TURN_SECONDS / 2, signal);
		}
		for (let round = 0; round < rounds; round++) {
			for (const variant of shuffled(VARIANTS)) {
				const service = services.get(variant.name);
				if (!service) continue;
				const isDue = variant.captures && round % TURNS_A_SNAPSHOT === 0;
				const look = () =>
					variant.captures
						? capture(tool, service, isDue ? goroutines : undefined)
						: Promise.resolve();
				turns.get(variant.name)?.push(await turn(builds, service, look));
			}
		}
	} finally {
		for (const service of services.values()) service.stop();
	}
	return show(turns, goroutines);
}

/** Nobody always follows the same neighbour. */
function shuffled<T>(all: readonly T[]): readonly T[] {
	const drawn = all.map((one) => ({ one, rank: Math.random() }));
	return drawn.sort((a, b) => a.rank - b.rank).map(({ one }) => one);
}

function start(
	tool: Tool,
	builds: Builds,
	{ build, agent }: Pick<Variant, "build" | "agent">,
	goroutines: number,
): Promise<Service> {
	const binary = builds[build];
	return startService(tool, { binary, goroutines, agent, scratch, signal });
}

async function turn(
	builds: Builds,
	service: Service,
	capture: () => Promise<void>,
): Promise<Turn> {
	const before = service.cpuUs();
	const [{ requests, perSecond, p99Us }] = await Promise.all([
		drive(builds.load, service, TURN_SECONDS, signal),
		capture(),
	]);
	const cpuUs = service.cpuUs() - before;
	return { requests, seconds: requests / perSecond, p99Us, cpuUs };
}

/** As collect/drive.ts looks at a service under load; profiles where goroutines are given. */
async function capture(
	{ takeSnapshot }: Tool,
	{ probe }: Service,
	goroutines: number | undefined,
): Promise<void> {
	await delay(TURN_SECONDS * 500, undefined, { signal });
	await probe?.counters();
	if (!probe || goroutines === undefined) return;
	const nowhere = { save: () => {}, append: () => {} };
	const journal = nowhere as unknown as Parameters<typeof takeSnapshot>[1];
	await takeSnapshot(probe, journal, "during", 1, goroutines);
}

function show(
	turns: ReadonlyMap<string, readonly Turn[]>,
	goroutines: number,
): boolean {
	const ratio = (
		names: readonly string[],
		over: keyof Turn,
		under: keyof Turn,
	) => {
		const all = names.flatMap((name) => turns.get(name) ?? []);
		const sum = (of: keyof Turn) => all.reduce((so, one) => so + one[of], 0);
		return sum(over) / sum(under);
	};
	const bare = VARIANTS.filter(({ agent }) => !agent).map(({ name }) => name);
	const rows = VARIANTS.map(({ name }) => {
		const change = (over: keyof Turn, under: keyof Turn) =>
			percent(ratio([name], over, under) / ratio(bare, over, under) - 1);
		const p99s = (turns.get(name) ?? []).map(({ p99Us }) => p99Us);
		return [
			name,
			`${ratio([name], "requests", "seconds").toFixed(0)}/s`,
			change("requests", "seconds"),
			`${(median(p99s) / 1000).toFixed(1)} ms`,
			`${ratio([name], "cpuUs", "requests").toFixed(1)} µs`,
			change("cpuUs", "requests"),
		];
	});
	const head = ["variant", "throughput", "", "p99", "CPU a request", ""];
	const rate = (names: readonly string[]) =>
		ratio(names, "requests", "seconds") / ratio(bare, "requests", "seconds");
	const cost = 1 - rate([ALL.name]);
	const noise = Math.max(...bare.map((name) => rate([name]))) - 1;
	const holds = cost <= MOST_COST;
	console.log(
		`\n${goroutines} goroutines, ${rounds} turns of ${TURN_SECONDS} s each`,
	);
	console.log(table([head, ...rows]));
	console.log(
		`${holds ? "ok    " : "BROKEN"} ${ALL.name}: ${percent(-cost)} of throughput (limit ${percent(-MOST_COST)}, noise ±${percent(noise).slice(1)})`,
	);
	return holds;
}

/** How long each kind of look takes, and the longest time for which it stops the service. */
async function showPauses(
	tool: Tool,
	builds: Builds,
	goroutines: number,
): Promise<void> {
	const service = await start(tool, builds, ALL, goroutines);
	const { probe, url } = service;
	if (!probe) throw new Error("no agent answers");
	const longestMs = async () =>
		Number(await (await fetch(`${url}/pauses`)).text()) / 1000;
	const rows: (readonly string[])[] = [];
	try {
		for (const [name, look] of LOOKS) {
			const took: number[] = [];
			const stops: number[] = [];
			const cpus: number[] = [];
			for (let run = 0; run < 5; run++) {
				await longestMs();
				const [beganMs, before] = [performance.now(), service.cpuUs()];
				await look(probe);
				took.push(performance.now() - beganMs);
				cpus.push((service.cpuUs() - before) / 1000);
				stops.push(await longestMs());
			}
			const ms = (all: readonly number[]) => `${median(all).toFixed(2)} ms`;
			rows.push([name, ms(took), ms(cpus), ms(stops)]);
		}
	} finally {
		service.stop();
	}
	console.log(
		table([["a look", "takes", "of CPU", "stops the world for"], ...rows]),
	);
}

function percent(share: number): string {
	return `${share > 0 ? "+" : ""}${(100 * share).toFixed(1)} %`;
}
