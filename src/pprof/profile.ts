import type { IntColumn } from "./int-column.ts";

/**
 * A profile.proto in columns: row i of a table is entry i of each of its arrays.
 * References between tables are row numbers (not the ids of the file), strings
 * are row numbers of `strings`. Everything has been checked: no reference leads
 * nowhere. Source of the rules: google/pprof's profile.CheckValid and postDecode.
 */
export interface Profile {
	readonly strings: StringTable;
	readonly sampleTypes: readonly ValueType[];
	readonly samples: Samples;
	readonly mappings: Mappings;
	readonly locations: Locations;
	readonly functions: Functions;
	/** Regular expressions of frames to drop and to keep nevertheless; "" in Go's profiles. */
	readonly dropFrames: string;
	readonly keepFrames: string;
	/** Nanoseconds since 1970; 0 = not said. */
	readonly timeNanos: bigint;
	readonly durationNanos: bigint;
	readonly periodType: ValueType;
	/** In units of `periodType`; for a heap profile, bytes allocated per sample. */
	readonly period: bigint;
	readonly comments: readonly string[];
	/** Type of the values to show first; "" = the last one. */
	readonly defaultSampleType: string;
	readonly docUrl: string;
}

/** What the samples of a profile stand on. */
export type StackTables = Pick<Profile, "mappings" | "locations" | "functions">;

/** What a value is, e.g. `inuse_space` in `bytes`. */
export interface ValueType {
	readonly type: string;
	readonly unit: string;
}

export interface StringTable {
	readonly count: number;
	/** Decoded when first asked for; bytes that are not UTF-8 become U+FFFD. */
	at(row: number): string;
	/** The bytes of the file, for writing them again. */
	bytes(row: number): Uint8Array;
}

export interface Samples {
	readonly count: number;
	/** Sample i's locations are rows `locationStart[i]` up to `locationStart[i + 1]` of `locations`: leaf first. */
	readonly locationStart: Uint32Array;
	/** Rows of Profile.locations. */
	readonly locations: Uint32Array;
	/** Value t of sample i is row `i * sampleTypes.length + t`. */
	readonly values: IntColumn;
	/** Sample i's labels are rows `labelStart[i]` up to `labelStart[i + 1]` of `labels`. */
	readonly labelStart: Uint32Array;
	readonly labels: Labels;
}

/** A label with `text` other than 0 is a string label, else a number with a unit (0 = none). */
export interface Labels {
	readonly key: Uint32Array;
	readonly text: Uint32Array;
	readonly number: IntColumn;
	readonly unit: Uint32Array;
}

export interface Mappings {
	readonly count: number;
	readonly id: IntColumn;
	readonly start: IntColumn;
	readonly limit: IntColumn;
	readonly offset: IntColumn;
	readonly file: Uint32Array;
	readonly buildId: Uint32Array;
	/** Bits: 1 has functions, 2 file names, 4 line numbers, 8 inline frames. */
	readonly has: Uint8Array;
}

export interface Locations {
	readonly count: number;
	readonly id: IntColumn;
	/** Row of Profile.mappings plus one; 0 = none. */
	readonly mapping: Uint32Array;
	readonly address: IntColumn;
	readonly folded: Uint8Array;
	/** Location i's lines are rows `lineStart[i]` up to `lineStart[i + 1]` of `lines`: the innermost inlined call first. */
	readonly lineStart: Uint32Array;
	readonly lines: Lines;
}

export interface Lines {
	/** Row of Profile.functions. */
	readonly function: Uint32Array;
	readonly line: IntColumn;
	readonly column: IntColumn;
}

export interface Functions {
	readonly count: number;
	readonly id: IntColumn;
	readonly name: Uint32Array;
	readonly systemName: Uint32Array;
	readonly file: Uint32Array;
	readonly startLine: IntColumn;
}
