import { Stop } from "../model/problem.ts";
import type { GoroutineDump } from "./dump.ts";
import { dumpToProfile } from "./dump-profile.ts";
import { inflate } from "./inflate.ts";
import type { MemStats } from "./mem-stats.ts";
import type { Profile } from "./profile.ts";
import { readProfile } from "./read.ts";
import { firstRow, isCountText, readCountText } from "./read-count-text.ts";
import { isDumpText, readDump } from "./read-dump.ts";
import { isHeapText, readHeapText } from "./read-heap-text.ts";
import { textLines } from "./text-lines.ts";

const GIBIBYTE = 1024 ** 3;

/** A profile of any of the formats that Go writes, and what only that format tells. */
export type AnyProfile =
	| { readonly kind: "proto"; readonly profile: Profile }
	| { readonly kind: "count-text"; readonly profile: Profile }
	| {
			readonly kind: "heap-text";
			readonly profile: Profile;
			readonly memStats?: MemStats;
	  }
	| {
			readonly kind: "dump";
			readonly profile: Profile;
			readonly dump: GoroutineDump;
	  };

/**
 * Reads a profile, gzipped or not, whose format its bytes tell, in pprof's order:
 * profile.proto, heap of debug=1, counts of debug=1; then a goroutine dump, which
 * pprof does not read. `maxBytes` as in readProfile. Text may have CRLF, a byte
 * order mark and bytes that are not UTF-8. Else a Stop, `profile-unreadable` with
 * the byte or line, or `profile-too-large`.
 */
export function readAny(
	given: Uint8Array,
	options: { readonly maxBytes?: number } = {},
): AnyProfile {
	const maxBytes = options.maxBytes ?? GIBIBYTE;
	const bytes = inflate(given, maxBytes);
	try {
		return { kind: "proto", profile: readProfile(bytes, { maxBytes }) };
	} catch (error) {
		const text = error instanceof Stop ? readText(bytes) : undefined;
		if (!text) throw error;
		return text;
	}
}

function readText(given: Uint8Array): AnyProfile | undefined {
	switch (textKind(given)) {
		case "heap":
			return { kind: "heap-text", ...readHeapText(given) };
		case "count":
			return { kind: "count-text", profile: readCountText(given) };
		case "dump": {
			const dump = readDump(given);
			return { kind: "dump", profile: dumpToProfile(dump), dump };
		}
		default:
			return undefined;
	}
}

/** Count profiles may begin with comments; only so much is looked at. */
const HEAD_BYTES = 64 * 1024;

function textKind(given: Uint8Array): "heap" | "count" | "dump" | undefined {
	const head = given.subarray(0, HEAD_BYTES);
	if (isHeapText(textLines(head).next() ?? "")) return "heap";
	if (isCountText(firstRow(textLines(head)) ?? "")) return "count";
	return isDumpText(given) ? "dump" : undefined;
}
