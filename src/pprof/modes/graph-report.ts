import { detailOf } from "../granularity.ts";
import type { Int } from "../int-column.ts";
import { absInt, normalized, truncated } from "../ints.ts";
import type { Prepared } from "../prepared.ts";
import { flatSum, type TrimmedGraph, trimmedGraph } from "../trimmed-graph.ts";
import { percentage, scaled, scaledLabel } from "../units.ts";
import { visible } from "../visible.ts";
import type { ReportOptions } from "./options.ts";

const NODE_FRACTION = 0.005;
const EDGE_FRACTION = 0.001;

/** Prints values of a report. */
export interface Values {
	text(value: Int): string;
	share(value: Int): string;
}

/** `unit` is the unit of all values, or `auto`. */
export function valuesOf(
	{ sampleType, total }: Prepared,
	unit: string,
): Values {
	return {
		// The unit is the profile's word too.
		text: (value) => visible(scaledLabel(value, sampleType.unit, unit)),
		share: (value) => percentage(value, total),
	};
}

export interface GraphReport {
	readonly graph: TrimmedGraph;
	readonly values: Values;
	/** The lines from `Showing nodes accounting for` on, before the table. */
	readonly head: readonly string[];
}

/** `nodeCount` is how many nodes are shown unless the options say. */
export function graphReport(
	ready: Prepared,
	options: ReportOptions,
	shape: {
		readonly nodeCount: number;
		readonly canTrim: boolean;
		readonly edges: "all" | "tags";
	},
): GraphReport {
	const isTrimmed = shape.canTrim && (options.trim ?? true);
	const nodeFraction = isTrimmed ? (options.nodeFraction ?? NODE_FRACTION) : 0;
	const graph = trimmedGraph(ready.profile, ready.column, {
		detail: detailOf(options.granularity ?? "functions", {
			noInlines: options.noInlines ?? false,
		}),
		isByCum: options.cum ?? false,
		nodeCount: isTrimmed ? wantedNodes(options.nodeCount, shape.nodeCount) : 0,
		nodeFraction,
		edgeFraction: isTrimmed ? (options.edgeFraction ?? EDGE_FRACTION) : 0,
		dropNegative: options.dropNegative ?? false,
		edges: shape.edges,
	});
	const values = valuesOf(ready, outputUnit(ready, options, graph));
	return { graph, values, head: headLines(ready, graph, values, nodeFraction) };
}

/** pprof's -1 is "not said". */
function wantedNodes(wanted: number | undefined, otherwise: number): number {
	return wanted === undefined || wanted === -1 ? otherwise : wanted;
}

function headLines(
	{ total }: Prepared,
	{ nodes, droppedNodes, nodesBefore }: TrimmedGraph,
	values: Values,
	nodeFraction: number,
): readonly string[] {
	const shown = flatSum(nodes);
	const lines = [
		`Showing nodes accounting for ${values.text(shown)}, ${values.share(shown).trim()} of ${values.text(total)} total`,
	];
	if (total === 0) return lines;
	if (droppedNodes > 0) {
		const limit = absInt(truncated(Number(total) * nodeFraction));
		const noun = droppedNodes > 1 ? "nodes" : "node";
		lines.push(
			`Dropped ${droppedNodes} ${noun} (cum <= ${values.text(limit)})`,
		);
	}
	if (nodes.length > 0 && nodes.length < nodesBefore)
		lines.push(`Showing top ${nodes.length} nodes out of ${nodesBefore}`);
	return lines;
}

/** `minimum` is one unit for all values, chosen by the smallest. Source: google/pprof, report.selectOutputUnit. */
function outputUnit(
	{ sampleType, total }: Prepared,
	options: ReportOptions,
	{ nodes }: TrimmedGraph,
): string {
	const wanted = options.unit ?? "minimum";
	if (wanted !== "minimum" || nodes.length === 0) return wanted;
	let least: Int = 0;
	for (const { flat, cum } of nodes) {
		const size = absInt(flat === 0 ? cum : flat);
		if (size > 0 && (least === 0 || size < least)) least = size;
	}
	if (least === 0) least = total;
	const unitFor = (value: Int) =>
		scaled(value, sampleType.unit, "minimum").unit;
	const hundredfold = times100(least);
	const unit =
		unitFor(least) !== unitFor(total) && hundredfold < total
			? unitFor(hundredfold)
			: unitFor(least);
	return unit || sampleType.unit;
}

function times100(value: Int): Int {
	return normalized(BigInt.asIntN(64, BigInt(value) * 100n));
}
