import { Stop } from "../../model/problem.ts";
import { padded } from "../go-format.ts";
import type { Edge } from "../graph.ts";
import type { Int } from "../int-column.ts";
import { addInts } from "../ints.ts";
import type { Prepared } from "../prepared.ts";
import { matcher } from "../re2/match.ts";
import { percentage } from "../units.ts";
import { visible } from "../visible.ts";
import { graphReport } from "./graph-report.ts";
import type { ReportOptions } from "./options.ts";

const SEPARATOR =
	"----------------------------------------------------------+-------------";
const LEGEND =
	"      flat  flat%   sum%        cum   cum%   calls calls% + context \t \t ";

/** Each node between its callers and callees. */
export function tree(ready: Prepared, options: ReportOptions): string[] {
	return nodeBlocks(ready, options, undefined);
}

/** As `tree`, of all functions that match, with nothing left out. A Stop `no-matches` when none does. */
export function peek(ready: Prepared, options: ReportOptions): string[] {
	return nodeBlocks(ready, options, options.functions ?? "");
}

function nodeBlocks(
	ready: Prepared,
	options: ReportOptions,
	pattern: string | undefined,
): string[] {
	const { graph, values, head } = graphReport(ready, options, {
		nodeCount: 80,
		canTrim: pattern === undefined,
		edges: "all",
	});
	const isMatch = pattern === undefined ? () => true : matcher(pattern);
	const nodes = graph.nodes.filter(({ name }) => isMatch(name));
	if (pattern !== undefined && nodes.length === 0) throw noMatches(pattern);
	let sum: Int = 0;
	const blocks = nodes.flatMap((node) => {
		const call = ({ weight, isInline }: Edge, other: number) =>
			`${padded(values.text(weight), 50)} ${percentage(weight, node.cum)} |   ${visible(graph.nameOf(other))}${isInline ? " (inline)" : ""}`;
		sum = addInts(sum, node.flat);
		const flat = padded(values.text(node.flat), 10);
		const cum = padded(values.text(node.cum), 10);
		return [
			SEPARATOR,
			...graph.callers(node).map((edge) => call(edge, edge.caller)),
			`${flat} ${values.share(node.flat)} ${values.share(sum)} ${cum} ${values.share(node.cum)}                | ${visible(node.name)}`,
			...graph.callees(node).map((edge) => call(edge, edge.callee)),
		];
	});
	const end = graph.nodes.length > 0 ? [SEPARATOR] : [];
	return [...head, SEPARATOR, LEGEND, ...blocks, ...end];
}

/** Also of `list`. */
export function noMatches(pattern: string): Stop {
	return new Stop({
		code: "no-matches",
		message: `No function of the profile matches ${JSON.stringify(pattern)}.`,
		remedy: "See what `top -nodecount=0` calls them.",
	});
}
