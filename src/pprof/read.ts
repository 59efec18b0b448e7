import { Stop } from "../model/problem.ts";
import { checkFrames } from "./frame-limit.ts";
import { inflate } from "./inflate.ts";
import type { Int } from "./int-column.ts";
import { type Layout, readLayout } from "./layout.ts";
import type { Profile } from "./profile.ts";
import { readFunctions } from "./read-functions.ts";
import { readLocations } from "./read-locations.ts";
import { readMappings } from "./read-mappings.ts";
import { readSamples } from "./read-samples.ts";
import { readValueTypes } from "./read-value-types.ts";
import { checkedString, stringTable } from "./string-table.ts";
import { unreadable } from "./unreadable.ts";
import { openReader, type Reader, wireProblem } from "./wire.ts";

const GIBIBYTE = 1024 ** 3;

/**
 * Reads a profile.proto, gzipped or raw. `maxBytes` bounds its uncompressed
 * size (1 GiB). Throws a Stop: `profile-unreadable` with the byte where it
 * stops making sense, or `profile-too-large`. The profile keeps nothing of
 * `bytes` but a copy of its strings, which are decoded when they are asked for.
 * Rules: google/pprof's profile package, except that field number 0 is refused,
 * so that trailing zeros do not pass for a profile.
 */
export function readProfile(
	bytes: Uint8Array,
	options: { readonly maxBytes?: number } = {},
): Profile {
	const raw = inflate(bytes, options.maxBytes ?? GIBIBYTE);
	if (raw.length === 0) throw unreadable("it is empty", 0);
	const reader = openReader(raw);
	try {
		return decoded(reader, readLayout(reader));
	} catch (error) {
		const problem = wireProblem(error, reader) ?? error;
		throw problem instanceof Stop ? (textProblem(raw) ?? problem) : problem;
	}
}

/** An error page, or a profile asked for with debug=1 or 2: its first words say more than a byte number. */
function textProblem(raw: Uint8Array): Stop | undefined {
	const start = String.fromCharCode(...raw.subarray(0, 40));
	if (raw.length < 8 || !/^[\t\n\r\x20-\x7e]+$/.test(start)) return undefined;
	const words = JSON.stringify(start.split(/[\r\n]/, 1)[0]);
	return unreadable(`it is text, ${words}, instead of profile.proto`, 0);
}

function decoded(reader: Reader, layout: Layout): Profile {
	const end = reader.buf.length;
	const strings = stringTable(reader.buf, layout.strings);
	const text = (row: Int) => strings.at(checkedString(row, strings, end));
	const sampleTypes = readValueTypes(reader, layout.sampleTypes, strings);
	const mapped = readMappings(reader, layout, strings);
	const called = readFunctions(reader, layout, strings);
	const located = readLocations(reader, layout, mapped.ids, called.ids);
	const width = sampleTypes.length;
	const samples = readSamples(reader, layout, strings, located.ids, width);
	checkFrames(samples, located.locations, end);
	return {
		strings,
		sampleTypes,
		samples,
		mappings: mapped.mappings,
		locations: located.locations,
		functions: called.functions,
		dropFrames: text(layout.dropFrames),
		keepFrames: text(layout.keepFrames),
		timeNanos: BigInt(layout.timeNanos),
		durationNanos: BigInt(layout.durationNanos),
		periodType: readValueTypes(reader, layout.periodTypes, strings).at(-1) ?? {
			type: "",
			unit: "",
		},
		period: BigInt(layout.period),
		comments: layout.comments.map(text),
		defaultSampleType: text(layout.defaultSampleType),
		docUrl: text(layout.docUrl),
	};
}
