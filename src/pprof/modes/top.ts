import { padded } from "../go-format.ts";
import type { Int } from "../int-column.ts";
import { addInts } from "../ints.ts";
import type { Prepared } from "../prepared.ts";
import type { GraphNode, TrimmedGraph } from "../trimmed-graph.ts";
import { visible } from "../visible.ts";
import { graphReport } from "./graph-report.ts";
import type { ReportOptions } from "./options.ts";

/** The nodes with the most, a line each. */
export function top(ready: Prepared, options: ReportOptions): string[] {
	const { graph, values, head } = graphReport(ready, options, {
		nodeCount: 0,
		canTrim: true,
		edges: "tags",
	});
	let sum: Int = 0;
	return [
		...head,
		"      flat  flat%   sum%        cum   cum%",
		...graph.nodes.map((node) => {
			sum = addInts(sum, node.flat);
			const flat = padded(values.text(node.flat), 10);
			const cum = padded(values.text(node.cum), 10);
			return `${flat} ${values.share(node.flat)} ${values.share(sum)} ${cum} ${values.share(node.cum)}  ${visible(node.name)}${inlineTag(graph, node)}`;
		}),
	];
}

function inlineTag(graph: TrimmedGraph, node: GraphNode): string {
	const callers = graph.callers(node);
	if (!callers.some(({ isInline }) => isInline)) return "";
	return callers.every(({ isInline }) => isInline)
		? " (inline)"
		: " (partial-inline)";
}
