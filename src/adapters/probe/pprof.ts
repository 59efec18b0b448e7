import type { Counters } from "../../model/evidence.ts";
import { Stop } from "../../model/problem.ts";
import type { Probe } from "../../ports.ts";
import {
	type Counts,
	parseHeadLine,
	parseHeap,
	parseIndex,
} from "./pprof-answers.ts";
import { openSite, type Site } from "./pprof-site.ts";
import { type Answer, NoAnswer } from "./request.ts";

/** A request that counts goroutines sees two of its own: its connection, and the read in the background that watches it. */
const ownGoroutines = 2;

/**
 * Looks in through net/http/pprof; `url` is its index page, at any prefix.
 * The reason when nobody, or something else, answers there.
 *
 * All requests share one kept connection, so that each count holds exactly the
 * same goroutines of ours. Resident bytes and modules cannot be asked here.
 */
export async function connectPprof(options: {
	readonly url: string;
	readonly signal: AbortSignal;
}): Promise<Probe | { readonly absent: string }> {
	const site = openSite(options.url, options.signal);
	const absent = await whyAbsent(site);
	if (absent !== undefined) return { absent };
	const { memProfileRate } = parseHeap(await heapText(site, "debug=1"));
	const leakProfile = isGzip(await site.get("goroutineleak?debug=0"));
	return {
		environment: {
			os: "unknown",
			go: "unknown",
			source: "pprof",
			modules: { firstParty: [], libraries: [] },
			memProfileRate,
			leakProfile,
		},
		memProfileRate: async () =>
			parseHeap(await heapText(site, "debug=1")).memProfileRate,
		counters: () => counters(site, "debug=1"),
		settledCounters: () => settledCounters(site),
		profile: (name, debug) => profile(site, name, debug),
		async leakedGoroutines() {
			return leakProfile ? await leakedGoroutines(site) : undefined;
		},
	};
}

async function whyAbsent(site: Site): Promise<string | undefined> {
	try {
		const { goroutine } = await counts(site, 5_000);
		return goroutine === undefined
			? "what answers there is not net/http/pprof"
			: undefined;
	} catch (error) {
		if (error instanceof NoAnswer) return error.why;
		throw error;
	}
}

/** The index page counts cheaply; a service that has none of it is asked for the profiles' head lines. */
async function counts(site: Site, timeoutMs?: number): Promise<Counts> {
	const index = await site.get("", timeoutMs);
	const fromIndex = parseIndex(index.body.toString("utf8"));
	if (index.status === 200 && fromIndex.goroutine !== undefined) {
		return fromIndex;
	}
	const goroutine = await headLine(site, "goroutine");
	if (goroutine === undefined) return {};
	const threadcreate = await headLine(site, "threadcreate");
	return { goroutine, threadcreate };
}

async function headLine(site: Site, name: string): Promise<number | undefined> {
	const { status, body } = await site.get(`${name}?debug=1`);
	if (status !== 200) return undefined;
	return parseHeadLine(name, body.toString("latin1", 0, 200));
}

async function heapText(site: Site, query: string): Promise<string> {
	const { status, body } = await site.get(`heap?${query}`);
	if (status !== 200) throw refused(site, "heap", status);
	return body.toString("utf8");
}

async function counters(site: Site, heapQuery: string): Promise<Counters> {
	const heap = parseHeap(await heapText(site, heapQuery));
	const { goroutine, threadcreate } = await counts(site);
	if (goroutine === undefined) throw refused(site, "goroutine", 200);
	return {
		...heap.counters,
		goroutines: goroutine - ownGoroutines,
		...(threadcreate === undefined ? {} : { threads: threadcreate }),
	};
}

/** `gc=1` runs one GC, and a sync.Pool needs two: until live bytes stop falling, as the agent does. */
async function settledCounters(site: Site): Promise<Counters> {
	let before = await counters(site, "gc=1&debug=1");
	for (let run = 2; run <= 12; run++) {
		const now = await counters(site, "gc=1&debug=1");
		if (run >= 3 && now.heapAlloc + 1024 > before.heapAlloc) return now;
		before = now;
	}
	return before;
}

async function profile(
	site: Site,
	name: string,
	debug: 0 | 1 | 2,
): Promise<Uint8Array> {
	const path = `${encodeURIComponent(name)}?debug=${debug}`;
	const answer = await site.get(path);
	const good = debug === 0 ? isGzip(answer) : answer.status === 200;
	if (!good) throw refused(site, name, answer.status);
	return answer.body;
}

/** The first answer may be short right after goroutines were started. */
async function leakedGoroutines(
	site: Site,
): Promise<{ readonly count: number; readonly profile: Uint8Array }> {
	let best = { count: -1, profile: new Uint8Array() as Uint8Array };
	for (let i = 0; i < 3; i++) {
		const bytes = await profile(site, "goroutineleak", 0);
		const count =
			(await counts(site)).goroutineleak ??
			(await headLine(site, "goroutineleak")) ??
			0;
		if (count > best.count) best = { count, profile: bytes };
	}
	return best;
}

/** An index page served for every path below it is no profile. */
function isGzip({ status, body }: Answer): boolean {
	return status === 200 && body[0] === 0x1f && body[1] === 0x8b;
}

function refused(site: Site, name: string, status: number): Stop {
	return new Stop({
		code: "probe-failed",
		message:
			status === 200
				? `${site.url}${name} answers with something that is not a profile.`
				: `${site.url}${name} answers with status ${status}.`,
		remedy: `Register net/http/pprof's handlers for all profiles below that prefix: pprof.Handler(${JSON.stringify(name)}) at ${name}.`,
	});
}
