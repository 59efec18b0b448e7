import * as z from "zod/mini";
import type { Counters, EvidenceEvent, Settled } from "../../model/evidence.ts";
import type { Plan, Scenario } from "../../model/plan.ts";
import type { Loose } from "../loose.ts";

/** One line of the journal, checked; the plan keeps only what judging needs to be sound. */
export function parseEvent(
	value: unknown,
): { readonly event: EvidenceEvent } | { readonly error: string } {
	const parsed = event.safeParse(value);
	if (parsed.success) return { event: parsed.data as EvidenceEvent };
	const issue = parsed.error.issues[0];
	return {
		error: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not an event"}`,
	};
}

const amount = z.number().check(z.nonnegative());
const round = z.int().check(z.minimum(0), z.maximum(1000));
const text = z.string().check(z.maxLength(100_000));
const strings = z.record(z.string(), text);

const counters = z.object({
	goroutines: amount,
	heapAlloc: amount,
	heapObjects: amount,
	heapSys: amount,
	heapReleased: amount,
	heapInuse: amount,
	stackInuse: amount,
	numGc: amount,
	threads: z.optional(amount),
	rss: z.optional(amount),
	sys: z.optional(amount),
	openFiles: z.optional(amount),
	tcpConnections: z.optional(z.record(text, amount)),
	requestsByRoute: z.optional(z.record(text, amount)),
	leakedGoroutines: z.optional(amount),
}) satisfies z.ZodMiniType<Loose<Counters>>;

const settling = z.enum([
	"quiet",
	"flat",
	"proven",
	"rising",
	"falling",
	"swinging",
]);

const settled = z.object({
	round,
	settling,
	endings: z.optional(z.record(z.string(), settling)),
	settledMs: amount,
	patient: z.boolean(),
	over: z.array(text),
	late: z.array(text),
	counters,
}) satisfies z.ZodMiniType<Loose<Settled>>;

const scenarioCommon = { name: text, allowErrors: z.number() };

const scenario = z.discriminatedUnion("kind", [
	z.object({ ...scenarioCommon, kind: z.literal("command"), run: text }),
	z.object({
		...scenarioCommon,
		kind: z.literal("http"),
		method: text,
		url: text,
		headers: strings,
		body: z.optional(text),
		connections: z.number(),
		amount: z.discriminatedUnion("kind", [
			z.object({ kind: z.literal("requests"), requests: z.number() }),
			z.object({ kind: z.literal("duration"), durationMs: z.number() }),
		]),
		ratePerSecond: z.optional(z.number()),
	}),
]) satisfies z.ZodMiniType<Loose<Scenario>>;

const limit = z.discriminatedUnion("kind", [
	z.object({ kind: z.literal("growth"), value: z.number(), text }),
	z.object({ kind: z.literal("growth-percent"), percent: z.number(), text }),
	z.object({ kind: z.literal("growth-auto"), text }),
	z.object({ kind: z.literal("ceiling"), value: z.number(), text }),
]);

const budgets = z.array(
	z.object({ metric: text, limits: z.array(limit), byDefault: z.boolean() }),
);

const plan = z.object({
	name: text,
	directory: text,
	service: z.object({
		build: z.optional(text),
		run: text,
		cwd: text,
		env: strings,
		taken: z.optional(z.array(text)),
		ready: z.optional(
			z.discriminatedUnion("kind", [
				z.object({ kind: z.literal("http"), url: text }),
				z.object({ kind: z.literal("tcp"), host: text, port: z.number() }),
				z.object({ kind: z.literal("log"), text }),
			]),
		),
		readyTimeoutMs: z.number(),
		profiles: z.discriminatedUnion("kind", [
			z.object({ kind: z.literal("auto") }),
			z.object({ kind: z.literal("pprof"), url: text }),
		]),
		stop: z.object({ signal: text, timeoutMs: z.number() }),
	}),
	setup: z.optional(text),
	teardown: z.optional(text),
	load: z.array(scenario),
	rounds: z.union([z.literal("auto"), z.int().check(z.minimum(1))]),
	settle: z.object({ timeoutMs: z.number(), quietMs: z.number() }),
	heapSampling: z.number(),
	budgets,
	stacks: z.optional(z.array(z.object({ match: text, budgets }))),
	ignore: z.optional(
		z.array(z.object({ function: text, why: text, until: z.optional(text) })),
	),
	failOn: z.optional(z.literal("new")),
}) satisfies z.ZodMiniType<Loose<Plan>>;

const environment = z.object({
	tool: text,
	os: text,
	go: text,
	source: z.enum(["agent", "pprof"]),
	modules: z.object({ firstParty: z.array(text), libraries: z.array(text) }),
	memProfileRate: z.optional(z.number()),
	leakProfile: z.boolean(),
});

const load = z.object({
	scenario: text,
	durationMs: amount,
	requests: z.optional(amount),
	errors: z.optional(amount),
	errorKinds: z.optional(z.record(z.string(), amount)),
	p99Ms: z.optional(amount),
	summary: z.optional(text),
});

const snapshot = z.object({
	moment: z.enum(["before", "during", "after"]),
	round,
	profiles: strings,
});

const problem = z.object({
	code: text,
	message: text,
	where: z.optional(text),
	remedy: z.optional(text),
	tail: z.optional(z.array(text)),
});

const event = z.discriminatedUnion("type", [
	z.object({
		type: z.literal("plan"),
		format: z.literal(1),
		plan,
		startedAt: z.optional(text),
	}),
	z.object({ type: z.literal("environment"), environment }),
	z.object({
		type: z.literal("reading"),
		reading: z.object({
			atMs: amount,
			phase: z.enum(["before", "load", "settle"]),
			round,
			counters,
		}),
	}),
	z.object({ type: z.literal("noise"), first: counters, second: counters }),
	z.object({ type: z.literal("load"), round, load }),
	z.object({ type: z.literal("settled"), settled }),
	z.object({ type: z.literal("snapshot"), snapshot }),
	z.object({ type: z.literal("note"), text }),
	z.object({ type: z.literal("base"), ref: text }),
	z.object({ type: z.literal("problem"), problem }),
	z.object({ type: z.literal("timing"), name: text, ms: amount }),
]) satisfies z.ZodMiniType<Loose<EvidenceEvent>>;
