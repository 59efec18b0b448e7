import { exactAt } from "../../src/pprof/int-column.ts";
import type { Profile } from "../../src/pprof/profile.ts";

/**
 * The samples as text, sorted: what pprof goes by when it adds samples up
 * (profile/merge.go), and their values. Of inlined calls the column of the
 * outermost counts; a mapping is its size in pages, offset and build id or file.
 */
export function sampleKeys(profile: Profile): readonly string[] {
	const { samples, sampleTypes } = profile;
	const locations = Array.from({ length: profile.locations.count }, (_, row) =>
		locationKey(profile, row),
	);
	return Array.from({ length: samples.count }, (_, row) => {
		const from = samples.locationStart[row] ?? 0;
		const rows = samples.locations.subarray(
			from,
			samples.locationStart[row + 1],
		);
		const values = sampleTypes.map((_, type) =>
			exactAt(samples.values, row * sampleTypes.length + type),
		);
		const stack = [...rows].map((one) => locations[one]);
		return `${values} ${labelKey(profile, row)} ${stack.join("; ")}`;
	}).sort();
}

function locationKey(profile: Profile, row: number): string {
	const { locations, mappings, functions, strings } = profile;
	const mapping = (locations.mapping[row] ?? 0) - 1;
	const start = mapping < 0 ? 0n : exactAt(mappings.start, mapping);
	const address = BigInt.asUintN(64, exactAt(locations.address, row) - start);
	const words = [mappingKey(profile, mapping), address, locations.folded[row]];
	const to = locations.lineStart[row + 1] ?? 0;
	for (let at = locations.lineStart[row] ?? 0; at < to; at++) {
		const func = locations.lines.function[at] ?? 0;
		for (const column of [functions.name, functions.systemName, functions.file])
			words.push(hex(strings.bytes(column[func] ?? 0)));
		words.push(exactAt(functions.startLine, func));
		words.push(exactAt(locations.lines.line, at));
		if (at === to - 1) words.push(exactAt(locations.lines.column, at));
	}
	return words.join(" ");
}

function mappingKey({ mappings, strings }: Profile, row: number): string {
	if (row < 0) return "-";
	const size =
		exactAt(mappings.limit, row) - exactAt(mappings.start, row) + 0xfffn;
	const name = [mappings.buildId, mappings.file]
		.map((column) => hex(strings.bytes(column[row] ?? 0)))
		.find((text) => text !== "");
	const offset = exactAt(mappings.offset, row);
	return `${BigInt.asUintN(64, size) >> 12n}/${offset}/${name ?? ""}`;
}

/** The order of keys does not matter, that of the values of one key does. */
function labelKey({ samples, strings }: Profile, sample: number): string {
	const { labels, labelStart } = samples;
	const own: (readonly [key: string, value: string])[] = [];
	for (
		let row = labelStart[sample] ?? 0;
		row < (labelStart[sample + 1] ?? 0);
		row++
	) {
		const isText = labels.text[row] !== 0;
		const text = hex(strings.bytes(labels.text[row] ?? 0));
		const number = exactAt(labels.number, row);
		const unit = hex(strings.bytes(labels.unit[row] ?? 0));
		own.push([
			`${isText ? "text" : "number"} ${hex(strings.bytes(labels.key[row] ?? 0))}`,
			isText ? text : `${number} ${unit}`,
		]);
	}
	own.sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
	return own.map((one) => one.join("=")).join(",");
}

function hex(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString("latin1");
}
