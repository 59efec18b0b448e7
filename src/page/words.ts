import type { Difference, Tree } from "../model/difference.ts";
import { formatCount, formatSigned } from "../model/quantity.ts";
import { amount, fromTo } from "../report/amounts.ts";
import { frameAt } from "../report/html/stack-rows.ts";
import { frameName, framePlace } from "../report/html/stack-table.ts";
import { type Width, weightOf } from "./layout.ts";
import type { Found } from "./search.ts";

/** What a bar stands for, in words: for its label, and for whoever points at it. */
export function nameOf(difference: Difference, node: number): string {
	const frame = frameAt(difference, node);
	if (frame) return frameName(frame);
	return node === 0 ? `all ${difference.title}` : "small stacks, added up";
}

export function placeOf(difference: Difference, node: number): string {
	const frame = frameAt(difference, node);
	return frame ? framePlace(frame) : "";
}

/** `+600 (4 → 604)`; of a profile that is looked at alone, `604`. */
export function numbersOf(
	difference: Difference,
	tree: Tree,
	node: number,
): string {
	const { unit, compared } = difference;
	const change = (tree.after[node] ?? 0) - (tree.before[node] ?? 0);
	const both = valuesOf(difference, tree, node);
	return compared ? `${formatSigned(change, unit)} (${both})` : both;
}

/** `4 → 604`, `base 4 → this run 604`; of a profile that is looked at alone, `604`. */
export function valuesOf(
	{ unit, compared, sides }: Difference,
	tree: Tree,
	node: number,
): string {
	const before = tree.before[node] ?? 0;
	const after = tree.after[node] ?? 0;
	if (!compared) return amount(after, unit);
	return sides
		? `${sides[0]} ${amount(before, unit)} → ${sides[1]} ${amount(after, unit)}`
		: fromTo(before, after, unit);
}

/** `99.3 % of all change` */
export function shareOf(tree: Tree, width: Width, node: number): string {
	return shareOfAll(weightOf(tree, width, node), tree, width);
}

/** `9: 2.9 % of all change` */
export function foundWords(
	{ unit }: Difference,
	tree: Tree,
	width: Width,
	found: Found,
): string {
	const weight = found.weight(width);
	return `${amount(weight, unit)}: ${shareOfAll(weight, tree, width)}`;
}

function shareOfAll(weight: number, tree: Tree, width: Width): string {
	const whole = weightOf(tree, width, 0);
	const percent = whole === 0 ? 0 : Math.round((1000 * weight) / whole) / 10;
	return `${formatCount(percent)} % of ${width === "change" ? "all change" : "all"}`;
}
