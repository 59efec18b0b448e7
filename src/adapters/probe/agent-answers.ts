import * as z from "zod/mini";
import type { Counters } from "../../model/evidence.ts";
import { Stop } from "../../model/problem.ts";

const Info = z.object({
	agent: z.literal(1),
	go: z.string(),
	goos: z.string(),
	goarch: z.string(),
	memProfileRate: z.int(),
	leakProfile: z.boolean(),
	modules: z.object({
		firstParty: z.array(z.string()),
		libraries: z.array(z.string()),
	}),
});
export type Info = z.infer<typeof Info>;

const Version = z.object({ agent: z.int() });

/** What the agent says of itself; see src/agent/answers.go. A Stop where another version of it, or something else, answered. */
export function parseInfo(body: Buffer): Info {
	const json = parseJson(body);
	const info = Info.safeParse(json);
	if (info.success) return info.data;
	if (!Version.safeParse(json).success) throw notUnderstood("/info");
	throw new Stop({
		code: "agent-version",
		message: "The service was built with another version's agent.",
		remedy: "Build it again with this version of go-leak-budget.",
	});
}

const Count = z.int().check(z.nonnegative());
const AgentCounters = z.object({
	goroutines: Count,
	heapAlloc: Count,
	heapObjects: Count,
	heapSys: Count,
	heapReleased: Count,
	heapInuse: Count,
	stackInuse: Count,
	sys: Count,
	numGc: Count,
	threads: z.exactOptional(Count),
	rss: z.exactOptional(Count),
	openFiles: z.exactOptional(Count),
	tcpConnections: z.exactOptional(z.record(z.string(), Count)),
	requestsByRoute: z.exactOptional(z.record(z.string(), Count)),
});

/** One look, or one settled look. */
export function parseCounters(body: Buffer): Counters {
	const counters = AgentCounters.safeParse(parseJson(body));
	if (counters.success) return counters.data;
	throw notUnderstood("/counters");
}

function parseJson(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString("utf8"));
	} catch {
		return undefined;
	}
}

export function notUnderstood(path: string): Stop {
	return new Stop({
		code: "probe-failed",
		message: `What answers at the agent's socket is not the agent: its answer to ${path} cannot be read.`,
		remedy: "Build the service again with this version of go-leak-budget.",
	});
}
