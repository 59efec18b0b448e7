import type { Frame, Modules } from "../model/profile.ts";
import { framePlaces } from "./frame-places.ts";
import { gorootOf } from "./origin.ts";
import type { Profile } from "./profile.ts";

/** The frames of a profile, each once: a row stands for a function, file and line. */
export interface FrameTable {
	/** Rows of a sample's frames, leaf first, inlined calls as frames of their own. */
	rowsOf(sample: number): readonly number[];
	at(row: number): Frame;
	/** All rows so far. */
	all(): readonly Frame[];
	/** For each row its place in the order of function, file and line: the same whatever the order of samples. */
	ranks(): Uint32Array;
}

export function frameTable(
	profile: Profile,
	options: { readonly modules: Modules; readonly goroot?: string },
): FrameTable {
	const { samples } = profile;
	const frames: Frame[] = [];
	const calls: Call[] = [];
	const placeOf = framePlaces(
		options.modules,
		options.goroot ?? gorootOf(profile),
	);
	const rowOf = (call: Call) => {
		const { rowByLine, ...place } = placeOf(call.name, call.file);
		const known = rowByLine.get(call.line);
		if (known !== undefined) return known;
		const row = frames.push({ ...place, line: call.line }) - 1;
		calls.push(call);
		rowByLine.set(call.line, row);
		return row;
	};
	const rowsByLocation: (readonly number[] | undefined)[] = [];
	return {
		rowsOf: (sample) => {
			const rows: number[] = [];
			const to = samples.locationStart[sample + 1] ?? 0;
			for (let at = samples.locationStart[sample] ?? 0; at < to; at++) {
				const location = samples.locations[at] ?? 0;
				rowsByLocation[location] ??= callsAt(profile, location).map(rowOf);
				for (const row of rowsByLocation[location]) rows.push(row);
			}
			return rows;
		},
		at: (row) => {
			const frame = frames[row];
			if (!frame) throw new Error(`no frame ${row}`);
			return frame;
		},
		all: () => frames,
		ranks: () => {
			const order = calls.map((call, row) => ({ call, row }));
			order.sort((a, b) => compareCalls(a.call, b.call));
			const ranks = new Uint32Array(order.length);
			for (const [rank, { row }] of order.entries()) ranks[row] = rank;
			return ranks;
		},
	};
}

interface Call {
	readonly name: string;
	readonly file: string;
	readonly line: number;
}

/** The innermost inlined call first; a location without lines is one call that only its mapping names. */
function callsAt(profile: Profile, location: number): readonly Call[] {
	const { locations, functions, strings } = profile;
	const from = locations.lineStart[location] ?? 0;
	const to = locations.lineStart[location + 1] ?? 0;
	if (from === to)
		return [{ name: unsymbolized(profile, location), file: "", line: 0 }];
	const calls: Call[] = [];
	for (let at = from; at < to; at++) {
		const row = locations.lines.function[at] ?? 0;
		calls.push({
			name: strings.at(functions.name[row] ?? 0) || "<unknown>",
			file: strings.at(functions.file[row] ?? 0),
			line: locations.lines.line.numbers[at] ?? 0,
		});
	}
	return calls;
}

/** As pprof prints it: its mapping's file in brackets. */
function unsymbolized(
	{ locations, mappings, strings }: Profile,
	location: number,
): string {
	const mapping = locations.mapping[location] ?? 0;
	const file = mapping > 0 ? strings.at(mappings.file[mapping - 1] ?? 0) : "";
	return file ? `[${file.slice(file.lastIndexOf("/") + 1)}]` : "<unknown>";
}

/** By name, file and the line's digits. */
function compareCalls(a: Call, b: Call): number {
	return (
		compareText(a.name, b.name) ||
		compareText(a.file, b.file) ||
		compareText(`${a.line}`, `${b.line}`)
	);
}

function compareText(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}
