import type { Detail } from "./granularity.ts";
import type { Int } from "./int-column.ts";
import { cleanPath, type NodeInfo, trimmedPath } from "./node-info.ts";
import type { Profile } from "./profile.ts";

/** The nodes that a profile's locations stand for. */
export interface NodeTable {
	readonly infos: readonly NodeInfo[];
	/** Location i's nodes are rows `start[i]` up to `start[i + 1]` of `nodes`: the innermost call first. */
	readonly start: Uint32Array;
	readonly nodes: Uint32Array;
}

/** Source: google/pprof, graph.CreateNodes, after profile.Aggregate. */
export function nodeTable(profile: Profile, detail: Detail): NodeTable {
	const { locations } = profile;
	const infos: NodeInfo[] = [];
	const byName = new Map<string, number>();
	const byAll = new Map<string, number>();
	const isByName =
		!detail.file && !detail.line && !detail.address && !detail.objectFile;
	const intern = (info: NodeInfo) => {
		const isNamed = isByName && info.name !== "";
		const rows = isNamed ? byName : byAll;
		const key = isNamed ? info.name : allOf(info);
		const known = rows.get(key);
		if (known !== undefined) return known;
		rows.set(key, infos.length);
		return infos.push(info) - 1;
	};
	const nodeOf = nodeFinder(profile, detail, intern);
	const start = new Uint32Array(locations.count + 1);
	const nodes = new Uint32Array(
		locations.lines.function.length + locations.count,
	);
	let count = 0;
	for (let location = 0; location < locations.count; location++) {
		const to = locations.lineStart[location + 1] ?? 0;
		const from = locations.lineStart[location] ?? 0;
		if (from === to) nodes[count++] = nodeOf(location, -1);
		const first = detail.noInlines ? Math.max(from, to - 1) : from;
		for (let line = first; line < to; line++)
			nodes[count++] = nodeOf(location, line);
		start[location + 1] = count;
	}
	return { infos, start, nodes: nodes.subarray(0, count) };
}

function allOf(info: NodeInfo): string {
	const { address, startLine, line, column, name, file, objectFile } = info;
	return `${address} ${startLine} ${line} ${column}\n${name}\n${file}\n${objectFile}`;
}

/** The node of a location's line; -1 = it has none. */
type NodeFinder = (location: number, line: number) => number;

function nodeFinder(
	profile: Profile,
	detail: Detail,
	intern: (info: NodeInfo) => number,
): NodeFinder {
	const { locations, functions, mappings, strings } = profile;
	const files = new Map<number, string>();
	const fileOf = (row: number) => {
		const known = files.get(row);
		if (known !== undefined) return known;
		const text = strings.at(row);
		const file = cleanPath(detail.untrimmedFiles ? text : trimmedPath(text));
		files.set(row, file);
		return file;
	};
	const objectFileOf = (location: number) =>
		strings.at(mappings.file[(locations.mapping[location] ?? 0) - 1] ?? 0);
	const addressOf = (location: number): Int =>
		detail.address
			? (locations.address.wide.get(location) ??
				locations.address.numbers[location] ??
				0)
			: 0;
	const at = (
		column: { numbers: Float64Array; wide: ReadonlyMap<number, Int> },
		row: number,
	): Int => column.wide.get(row) ?? column.numbers[row] ?? 0;

	const find: NodeFinder = (location, line) => {
		const address = addressOf(location);
		if (line < 0)
			return intern({
				...NOWHERE,
				address,
				objectFile: objectFileOf(location),
			});
		const row = locations.lines.function[line] ?? 0;
		const name = detail.name ? strings.at(functions.name[row] ?? 0) : "";
		const isObject = detail.objectFile || name === "";
		return intern({
			name,
			address,
			file: detail.file ? fileOf(functions.file[row] ?? 0) : "",
			startLine: isObject ? at(functions.startLine, row) : 0,
			line: detail.line ? at(locations.lines.line, line) : 0,
			column: detail.column ? at(locations.lines.column, line) : 0,
			objectFile: isObject ? objectFileOf(location) : "",
		});
	};
	if (detail.line || detail.objectFile) return find;
	// Then a function that has a name is one node, wherever it is called.
	const ofFunction = new Int32Array(functions.count);
	return (location, line) => {
		const row = line < 0 ? -1 : (locations.lines.function[line] ?? 0);
		const isNamed = row >= 0 && detail.name && functions.name[row] !== 0;
		if (!isNamed) return find(location, line);
		const known = ofFunction[row] ?? 0;
		if (known !== 0) return known - 1;
		const node = find(location, line);
		ofFunction[row] = node + 1;
		return node;
	};
}

const NOWHERE: NodeInfo = {
	name: "",
	address: 0,
	file: "",
	startLine: 0,
	line: 0,
	column: 0,
	objectFile: "",
};
