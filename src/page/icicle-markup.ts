import type { Difference, Tree } from "../model/difference.ts";
import { type Html, html } from "../report/html/markup.ts";
import { percent } from "../report/html/percent.ts";
import { type Cell, layout, type Width } from "./layout.ts";
import type { Found } from "./search.ts";
import { shadeOf } from "./shade.ts";
import { nameOf, numbersOf, shareOf } from "./words.ts";

/** What is shown of a difference. */
export interface View {
	readonly difference: Difference;
	readonly tree: Tree;
	readonly width: Width;
	/** The node over the whole width. */
	readonly zoom: number;
	readonly found: Found | null;
}

/** Pixels of a row, with the gap beneath it. */
export const ROW = 21;
/** A narrower bar has no room for a letter, or for itself. */
const NARROWEST_LABEL = 26;
const NARROWEST = 1.5;

/** The bars as the items of a tree, in depth-first order, for an element of so many pixels; `focus` is the one that Tab reaches. */
export function icicleMarkup(
	view: View,
	pixels: number,
	focus: number,
): {
	readonly bars: Html;
	readonly rows: number;
	readonly cells: readonly Cell[];
} {
	const { difference, tree, width, zoom } = view;
	const cells = layout(difference, tree, {
		width,
		zoom,
		leastShare: NARROWEST / pixels,
	});
	const tabbed = cells.some(({ node }) => node === focus) ? focus : zoom;
	return {
		bars: html`${cells.map((cell) => bar(view, cell, pixels, cell.node === tabbed))}`,
		rows: cells.reduce((most, { depth }) => Math.max(most, depth + 1), 0),
		cells,
	};
}

function bar(
	view: View,
	{ node, depth, from, share }: Cell,
	pixels: number,
	isTabbed: boolean,
): Html {
	const { difference, tree, width, zoom, found } = view;
	const name = nameOf(difference, node);
	const label = share * pixels < NARROWEST_LABEL ? "" : name;
	const isCaller =
		node !== zoom && share === 1 && depth < depthOf(difference, zoom);
	const classes = [
		"bar",
		found && found.matches[node] !== 1
			? "missed"
			: shadeOf(difference, tree, node),
		isCaller ? "caller" : "",
	];
	return html`<div class="${classes.join(" ").trim()}" role="treeitem" aria-level="${depth + 1}" aria-selected="${String(node === zoom)}" aria-label="${name}: ${numbersOf(difference, tree, node)}, ${shareOf(tree, width, node)}" tabindex="${isTabbed ? 0 : -1}" data-node="${node}" style="left:${percent(from)};width:${percent(share)};top:${depth * ROW}px"><span>${label}</span></div>`;
}

function depthOf({ nodes }: Difference, node: number): number {
	return nodes.depth[node] ?? 0;
}
