import type { Counters, Evidence, Settled } from "../../src/model/evidence.ts";
import type { Budget, Plan } from "../../src/model/plan.ts";
import type { Frame, Origin, Stack } from "../../src/model/profile.ts";

export const BUDGETS: readonly Budget[] = [
	{
		metric: "goroutines",
		limits: [{ kind: "growth", value: 0, text: "+0" }],
		byDefault: true,
	},
];

export function planWith(changes: Partial<Plan> = {}): Plan {
	return {
		name: "shop",
		directory: "/shop",
		service: {
			run: "bin/shop",
			cwd: "/shop",
			env: {},
			readyTimeoutMs: 1000,
			profiles: { kind: "auto" },
			stop: { signal: "SIGTERM", timeoutMs: 1000 },
		},
		load: [{ kind: "command", name: "load", run: "load", allowErrors: 0.01 }],
		rounds: "auto",
		settle: { timeoutMs: 30_000, quietMs: 1000 },
		heapSampling: 32_768,
		budgets: BUDGETS,
		...changes,
	};
}

export function countersWith(changes: Partial<Counters> = {}): Counters {
	return {
		goroutines: 10,
		heapAlloc: 1_000_000,
		heapObjects: 10_000,
		heapSys: 8_000_000,
		heapReleased: 0,
		heapInuse: 2_000_000,
		stackInuse: 300_000,
		numGc: 1,
		...changes,
	};
}

/** Settled states with these goroutine counts; the last wait was patient. */
export function evidenceOf(
	goroutines: readonly number[],
	changes: Partial<Evidence> = {},
): Evidence {
	const settled = goroutines.map(
		(count, round): Settled => ({
			round,
			settling: "flat",
			settledMs: 1000,
			patient: round === 0 || round === goroutines.length - 1,
			over: [],
			late: [],
			counters: countersWith({ goroutines: count }),
		}),
	);
	return {
		plan: planWith(),
		readings: [],
		loads: settled.slice(1).map(({ round }) => ({
			round,
			load: { scenario: "load", durationMs: 500, requests: 200, errors: 0 },
		})),
		settled,
		snapshots: [],
		notes: [],
		problems: [],
		timings: { total: 1000 },
		...changes,
	};
}

/** `frame("main.work", 12)`; the file follows from the package. */
export function frame(
	name: string,
	line = 1,
	origin: Origin = name.startsWith("main.") ? "first-party" : "standard",
): Frame {
	return {
		function: name,
		key: name,
		file: `/src/${name.split(".")[0]}.go`,
		line,
		origin,
	};
}

export function stack(
	frames: readonly Frame[],
	count: number,
	more: Partial<Stack> = {},
): Stack {
	return { frames, count, bytes: 0, labels: {}, ...more };
}
