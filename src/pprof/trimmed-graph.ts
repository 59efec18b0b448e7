import type { Detail } from "./granularity.ts";
import { type Edge, graphEdges, nodeSums } from "./graph.ts";
import type { Int } from "./int-column.ts";
import { absInt, addInts, compareInts, sameInt, truncated } from "./ints.ts";
import {
	compareFields,
	comparePrinted,
	type NodeInfo,
	printableName,
} from "./node-info.ts";
import { nodeTable } from "./node-table.ts";
import type { Profile } from "./profile.ts";
import { compareUtf8 } from "./utf8-order.ts";
import { sampleWeights } from "./weights.ts";

export interface GraphNode {
	/** Its place among all nodes: what edges name. */
	readonly row: number;
	readonly info: NodeInfo;
	/** As reports print it. */
	readonly name: string;
	readonly flat: Int;
	readonly cum: Int;
}

export interface TrimOptions {
	readonly detail: Detail;
	/** Sorts by cum instead of flat. */
	readonly isByCum: boolean;
	/** 0 = all. */
	readonly nodeCount: number;
	/** Nodes with less of the sum of all flats are left out; edges likewise. */
	readonly nodeFraction: number;
	readonly edgeFraction: number;
	readonly dropNegative: boolean;
	/** `tags` collects only the calls that tell whether a node is inlined. */
	readonly edges: "all" | "tags" | "none";
}

export interface TrimmedGraph {
	readonly nodes: readonly GraphNode[];
	/** Nodes that `nodeFraction` left out. */
	readonly droppedNodes: number;
	/** Nodes before `nodeCount` was applied. */
	readonly nodesBefore: number;
	/** The calls of a node's callers and callees, the heaviest first. */
	callers(node: GraphNode): readonly Edge[];
	callees(node: GraphNode): readonly Edge[];
	nameOf(row: number): string;
}

/** The nodes and calls that a report shows. Source: google/pprof, report.newTrimmedGraph. */
export function trimmedGraph(
	profile: Profile,
	column: number,
	options: TrimOptions,
): TrimmedGraph {
	const table = nodeTable(profile, options.detail);
	const weights = sampleWeights(profile, column);
	const sums = nodeSums(profile, table, weights);
	const all: GraphNode[] = [];
	for (const [row, info] of table.infos.entries()) {
		const flat = weights.exact(sums.flat, row);
		const cum = weights.exact(sums.cum, row);
		if (flat === 0 && cum === 0) continue;
		const isNegative = flat < 0 || (flat === 0 && cum < 0);
		if (options.dropNegative && isNegative) continue;
		all.push({ row, info, name: printableName(info), flat, cum });
	}
	const total = flatSum(all);
	const nodeCutoff = cutoff(total, options.nodeFraction);
	const frequent =
		nodeCutoff > 0
			? all.filter((node) => !(absInt(node.cum) < nodeCutoff))
			: all;
	const sorted = frequent.sort(options.isByCum ? compareByCum : compareByFlat);
	const nodes =
		options.nodeCount > 0 ? sorted.slice(0, options.nodeCount) : sorted;
	// Only when nodes are left out is pprof's graph made anew without them; else
	// calls of nodes that add up to 0 stay in it.
	const isTrimmed = nodes.length < all.length;
	const isKept = new Uint8Array(table.infos.length).fill(isTrimmed ? 0 : 1);
	const isShown = new Uint8Array(table.infos.length);
	for (const { row } of nodes) isKept[row] = isShown[row] = 1;
	const edgeCutoff = cutoff(total, options.edgeFraction);
	const edges =
		options.edges === "none"
			? []
			: graphEdges(
					profile,
					table,
					weights,
					isKept,
					options.edges === "tags"
						? inlinedNodes(table.start, table.nodes, table.infos.length)
						: new Uint8Array(table.infos.length).fill(1),
					(callee, weight) =>
						isShown[callee] === 0 || !(absInt(weight) < edgeCutoff),
				);
	const names = new Map(nodes.map(({ row, name }) => [row, name]));
	const nameOf = (row: number) => {
		const info = table.infos[row];
		return names.get(row) ?? (info ? printableName(info) : "");
	};
	return {
		nodes,
		droppedNodes: all.length - frequent.length,
		nodesBefore: frequent.length,
		...edgesByNode(edges, nameOf),
		nameOf,
	};
}

export function flatSum(nodes: readonly GraphNode[]): Int {
	return nodes.reduce<Int>((sum, { flat }) => addInts(sum, flat), 0);
}

function cutoff(total: Int, fraction: number): Int {
	return absInt(truncated(Number(total) * fraction));
}

/** Nodes that are inlined into a caller anywhere: only their calls can be marked so. */
function inlinedNodes(
	start: Uint32Array,
	nodes: Uint32Array,
	count: number,
): Uint8Array {
	const inlined = new Uint8Array(count);
	for (let location = 0; location + 1 < start.length; location++) {
		const outermost = (start[location + 1] ?? 0) - 1;
		for (let row = start[location] ?? 0; row < outermost; row++)
			inlined[nodes[row] ?? 0] = 1;
	}
	return inlined;
}

function compareByFlat(a: GraphNode, b: GraphNode): number {
	return (
		compareInts(absInt(b.flat), absInt(a.flat)) ||
		comparePrinted(a.info, b.info, a.name, b.name) ||
		compareInts(absInt(b.cum), absInt(a.cum)) ||
		compareFields(a.info, b.info)
	);
}

function compareByCum(a: GraphNode, b: GraphNode): number {
	return (
		compareInts(absInt(b.cum), absInt(a.cum)) ||
		comparePrinted(a.info, b.info, a.name, b.name) ||
		compareInts(absInt(b.flat), absInt(a.flat)) ||
		compareFields(a.info, b.info)
	);
}

function edgesByNode(
	edges: readonly Edge[],
	nameOf: (row: number) => string,
): Pick<TrimmedGraph, "callers" | "callees"> {
	const into = new Map<number, Edge[]>();
	const outOf = new Map<number, Edge[]>();
	for (const edge of edges) {
		listed(into, edge.callee).push(edge);
		listed(outOf, edge.caller).push(edge);
	}
	// pprof leaves calls of opposite weights in whatever order its hash map has.
	const compare = (a: Edge, b: Edge) =>
		(sameInt(a.weight, b.weight)
			? 0
			: compareInts(absInt(b.weight), absInt(a.weight))) ||
		compareUtf8(nameOf(a.caller), nameOf(b.caller)) ||
		compareUtf8(nameOf(a.callee), nameOf(b.callee));
	return {
		callers: ({ row }) => (into.get(row) ?? []).sort(compare),
		callees: ({ row }) => (outOf.get(row) ?? []).sort(compare),
	};
}

function listed(lists: Map<number, Edge[]>, row: number): Edge[] {
	const known = lists.get(row);
	if (known) return known;
	const list: Edge[] = [];
	lists.set(row, list);
	return list;
}
