import { type MemStats, memStatsLine } from "./mem-stats.ts";
import type { Profile, ValueType } from "./profile.ts";
import { profileBuilder } from "./profile-builder.ts";
import { isBlankOrComment } from "./read-count-text.ts";
import { textLines } from "./text-lines.ts";
import { narrowed, readAddresses, readTextStack } from "./text-stacks.ts";
import { unreadableLine } from "./unreadable.ts";
import { unsampled } from "./unsample.ts";

const HEADER =
	/heap profile: *(\d{1,19}): *(\d{1,19}) *\[ *(\d{1,19}): *(\d{1,19}) *\] *@ *(heapz?_v2|heapprofile|heap)(?:\/(\d{0,19}))?$/;
const ROW =
	/^\s*(-?\d{1,19}): *(-?\d{1,19}) *\[ *(-?\d{1,19}): *(-?\d{1,19}) *\] @(.*)$/;

/** Whether a text's first line is that of a heap profile. */
export function isHeapText(firstLine: string): boolean {
	return HEADER.test(firstLine);
}

/**
 * Reads a heap or allocs profile of debug=1, whose rows are raw samples: scales
 * them as debug=0 has them, with the rate that the header states twice over.
 * Value types and the label `bytes` as in debug=0; only `objects` and `space`
 * where the header shows as much allocated as in use (pprof's rule; Go avoids it
 * since 1.20). The trailer comes beside it. A Stop `profile-unreadable` with its
 * line for a row that makes no sense, or when Go's rows do not add up to the
 * header. Source: writeHeapInternal of runtime/pprof, parseHeap of google/pprof.
 */
export function readHeapText(bytes: Uint8Array): {
	readonly profile: Profile;
	readonly memStats?: MemStats;
} {
	const lines = textLines(bytes);
	const header = HEADER.exec(lines.next() ?? "");
	if (!header) throw unreadableLine("no heap profile begins", 1);
	const [inuseObjects = 0n, inuseBytes = 0n, objects = 0n, space = 0n] = header
		.slice(1, 5)
		.map(BigInt);
	const hasAlloc =
		(objects !== inuseObjects && objects !== 0n) ||
		(space !== inuseBytes && space !== 0n);
	const [kind, stated] = [header[5] ?? "", BigInt(header[6] || 0)];
	const rate =
		kind === "heapprofile" ? 1n : kind === "heap" ? stated / 2n : stated;
	const builder = profileBuilder({
		sampleTypes: hasAlloc ? ALLOCATED_AND_IN_USE : IN_USE,
		periodType: { type: "space", unit: "bytes" },
		period: rate,
	});
	let memStats: MemStats | undefined;
	let rows = 0n;
	for (let line = lines.next(); line !== undefined; line = lines.next()) {
		if (line === "# runtime.MemStats") memStats = {};
		if (isBlankOrComment(line)) {
			if (memStats) memStats = { ...memStats, ...memStatsLine(line) };
			continue;
		}
		if (/--- Memory map: ---|MAPPED_LIBRARIES:/.test(line)) break;
		const number = lines.number;
		const row = ROW.exec(line);
		const addresses = readAddresses(row?.[5] ?? "");
		const values = row?.slice(1, 5).map(BigInt) ?? [];
		const [used = 0n, usedBytes = 0n, made = 0n, madeBytes = 0n] = values;
		if (!row || !addresses || values.some(isBeyondInt64))
			throw unreadableLine("a row of objects and bytes is expected", number);
		if ((used === 0n && usedBytes !== 0n) || (made === 0n && madeBytes !== 0n))
			throw unreadableLine("no objects have bytes", number);
		const stack = readTextStack(lines, builder, addresses);
		const inUse = unsampled(used, usedBytes, rate);
		const size = used !== 0n ? usedBytes / used : made && madeBytes / made;
		builder.sample(
			stack.locations,
			hasAlloc ? [...unsampled(made, madeBytes, rate), ...inUse] : inUse,
			[{ key: "bytes", number: narrowed(size), unit: "" }],
		);
		rows += made;
	}
	if (kind === "heap" && rows !== objects)
		throw unreadableLine(
			`it is cut short (${rows} of ${objects} objects are there)`,
			lines.number,
		);
	const profile = builder.build();
	return memStats ? { profile, memStats } : { profile };
}

const ALLOCATED_AND_IN_USE: readonly ValueType[] = [
	{ type: "alloc_objects", unit: "count" },
	{ type: "alloc_space", unit: "bytes" },
	{ type: "inuse_objects", unit: "count" },
	{ type: "inuse_space", unit: "bytes" },
];

const IN_USE: readonly ValueType[] = [
	{ type: "objects", unit: "count" },
	{ type: "space", unit: "bytes" },
];

function isBeyondInt64(value: bigint): boolean {
	return BigInt.asIntN(64, value) !== value;
}
