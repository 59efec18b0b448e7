import { isMap, isPair, isSeq, type ParsedNode } from "yaml";
import type { Splice } from "./edit-budget-file.ts";

type ParsedMap = Extract<ParsedNode, { items: { key: unknown }[] }>;
type ParsedSeq = Exclude<Extract<ParsedNode, { items: unknown[] }>, ParsedMap>;

/** Within braces, or a line below the key: this line break with the spaces of the key. */
export type Style = "flow" | { readonly newLine: string };

/** `stacks` stands last among the budgets, and what is new before it. */
const LAST = "stacks";

/** One more `key: value` of a mapping, behind those that are there; at the root of the file behind everything. The value brings the space before it. */
export function pairSplice(
	text: string,
	map: ParsedMap,
	key: string,
	valueIn: (style: Style) => string,
): Splice {
	const first = map.items[0];
	const previous = map.items.findLast(
		(pair) => String(pair.key) !== LAST && pair.value !== null,
	);
	if (map.flow) {
		const pair = `${key}:${valueIn("flow")}`;
		if (previous?.value)
			return insertion(valueEnd(text, previous.value), `, ${pair}`);
		return first
			? insertion(first.key.range[0], `${pair}, `)
			: insertion(map.range[0] + 1, ` ${pair} `);
	}
	const newLine = lineBreak(text) + " ".repeat(column(text, map.range[0]));
	const pair = `${key}:${valueIn({ newLine })}`;
	if (column(text, map.range[0]) === 0) return atTheEnd(text, pair);
	return previous
		? insertion(lineEnd(text, lastOffset(text, previous)), newLine + pair)
		: insertion(map.range[0], pair + newLine);
}

/** One more item at the end of a list. */
export function itemSplice(
	text: string,
	list: ParsedSeq,
	item: string,
): Splice {
	const last = list.items.at(-1);
	const end = last === undefined ? list.range[0] + 1 : lastOffset(text, last);
	if (list.flow) return insertion(end, last === undefined ? item : `, ${item}`);
	const indent = " ".repeat(column(text, list.range[0]));
	return insertion(lineEnd(text, end), `${lineBreak(text)}${indent}- ${item}`);
}

/** Where a value ends; a block scalar's last line break, and what is blank, is not its own. */
export function valueEnd(text: string, node: ParsedNode): number {
	const [from, to] = node.range;
	return from + text.slice(from, to).trimEnd().length;
}

/** Where the last value in it ends, without the comments behind it. */
function lastOffset(text: string, node: unknown): number {
	if (isPair(node)) return lastOffset(text, node.value ?? node.key);
	if ((isMap(node) || isSeq(node)) && !node.flow && node.items.length > 0)
		return lastOffset(text, node.items.at(-1));
	return valueEnd(text, node as ParsedNode);
}

/** Before the mark `...` that ends a document, if there is one. */
function atTheEnd(text: string, pair: string): Splice {
	const end = /^\.\.\.(?=\s|$)/m.exec(text)?.index ?? text.length;
	const isOnNewLine = /\n$/.test(text.slice(0, end));
	return insertion(
		end,
		isOnNewLine ? pair + lineBreak(text) : lineBreak(text) + pair,
	);
}

function insertion(at: number, text: string): Splice {
	return { from: at, to: at, text };
}

/** Line ends of the file: as its first. */
function lineBreak(text: string): string {
	return /\r\n|\n/.exec(text)?.[0] ?? "\n";
}

function lineEnd(text: string, from: number): number {
	const found = text.slice(from).search(/\r?\n/);
	return found < 0 ? text.length : from + found;
}

function column(text: string, offset: number): number {
	return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}
