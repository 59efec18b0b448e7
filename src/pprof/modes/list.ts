import { padded } from "../go-format.ts";
import { detailOf } from "../granularity.ts";
import type { Int } from "../int-column.ts";
import { addInts, compareInts } from "../ints.ts";
import type { Prepared } from "../prepared.ts";
import { matcher } from "../re2/match.ts";
import { type GraphNode, trimmedGraph } from "../trimmed-graph.ts";
import { compareUtf8 } from "../utf8-order.ts";
import { visible } from "../visible.ts";
import { type Values, valuesOf } from "./graph-report.ts";
import type { ReportOptions, SourceFiles } from "./options.ts";
import { type SourceLines, sourceLines } from "./source-lines.ts";
import { noMatches } from "./tree.ts";

/** Lines shown before the first and after the last one with samples. */
const MARGIN = 5;

const NO_SOURCES: SourceFiles = { folder: "/", read: () => undefined };

/** The source of all functions that match, with the values of each line. A Stop `no-matches` when none does. */
export function list(ready: Prepared, options: ReportOptions): string[] {
	const { nodes } = trimmedGraph(ready.profile, ready.column, {
		detail: detailOf("lines", {
			objectFile: true,
			noInlines: options.noInlines ?? false,
		}),
		isByCum: false,
		nodeCount: 0,
		nodeFraction: 0,
		edgeFraction: 0,
		dropNegative: options.dropNegative ?? false,
		edges: "none",
	});
	const pattern = options.functions ?? "";
	const isMatch = matcher(pattern);
	const functions = grouped(
		nodes.filter(({ info }) => isMatch(info.name)),
		({ info }) => info.name,
	);
	if (functions.length === 0) throw noMatches(pattern);
	const values = valuesOf(ready, options.unit ?? "minimum");
	const { folder, read } = options.sources ?? NO_SOURCES;
	const sourceOf = sourceReader({ folder: options.sourcePath || folder, read });
	return [
		`Total: ${values.text(ready.total)}`,
		...functions.flatMap(([name, own]) => {
			const files = grouped(
				own.filter(({ info }) => info.file !== ""),
				({ info }) => info.file,
			);
			if (files.length === 0)
				return [`No source information for ${visible(name)}`];
			return files.flatMap(([file, ofFile]) =>
				routine(name, file, ofFile, values, sourceOf),
			);
		}),
	];
}

function routine(
	name: string,
	file: string,
	nodes: readonly GraphNode[],
	values: Values,
	sourceOf: (file: string, hasNoLines: boolean) => SourceLines,
): readonly string[] {
	const flat = sum(nodes, "flat");
	const cum = sum(nodes, "cum");
	const head = [
		`ROUTINE ======================== ${visible(name)} in ${visible(file)}`,
		`${padded(values.text(flat), 10)} ${padded(values.text(cum), 10)} (flat, cum) ${values.share(cum)} of Total`,
	];
	const { from, to } = lineRange(nodes);
	const source = sourceOf(file, from > to);
	if ("error" in source) return [...head, ` Error: ${visible(source.error)}`];
	const lines = [];
	for (let line = from; line <= Math.min(to, source.lines.length); line++) {
		const here = nodes.filter(({ info }) => Number(info.line) === line);
		lines.push(
			`${padded(orDot(sum(here, "flat"), values), 10)} ${padded(orDot(sum(here, "cum"), values), 10)} ${padded(String(line), 6)}:${visibleSource(source.lines[line - 1] ?? "")}`,
		);
	}
	return [...head, ...lines];
}

/**
 * Reads each file once. A function that is said to start behind its lines asks
 * for none of a file; that a file is missing is then known only if another
 * function has asked for it.
 */
function sourceReader(
	sources: SourceFiles,
): (file: string, hasNoLines: boolean) => SourceLines {
	const known = new Map<string, SourceLines>();
	return (file, hasNoLines) => {
		const before = known.get(file);
		if (before || hasNoLines) return before ?? { lines: [] };
		const source = sourceLines(file, sources);
		known.set(file, source);
		return source;
	};
}

/** From the function's first line, where it is known, to a few behind its last one with samples. */
function lineRange(nodes: readonly GraphNode[]): {
	readonly from: number;
	readonly to: number;
} {
	const lines = nodes.map(({ info }) => Number(info.line));
	const starts = nodes.map(({ info }) =>
		info.startLine ? Number(info.startLine) : Number(info.line) - MARGIN,
	);
	return {
		from: Math.max(1, Math.min(...starts)),
		to: Math.max(...lines) + MARGIN,
	};
}

function sum(nodes: readonly GraphNode[], which: "flat" | "cum"): Int {
	return nodes.reduce<Int>((all, node) => addInts(all, node[which]), 0);
}

function orDot(value: Int, values: Values): string {
	return compareInts(value, 0) === 0 ? "." : values.text(value);
}

/** Tabs of source code stay. */
function visibleSource(line: string): string {
	return line.split("\t").map(visible).join("\t");
}

/** Groups by text, in the order of the texts. */
function grouped(
	nodes: readonly GraphNode[],
	textOf: (node: GraphNode) => string,
): readonly (readonly [string, readonly GraphNode[]])[] {
	const groups = new Map<string, GraphNode[]>();
	for (const node of nodes) {
		const group = groups.get(textOf(node));
		if (group) group.push(node);
		else groups.set(textOf(node), [node]);
	}
	return [...groups].sort(([a], [b]) => compareUtf8(a, b));
}
