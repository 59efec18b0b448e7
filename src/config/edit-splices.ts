import {
	type Document,
	isAlias,
	isMap,
	isScalar,
	isSeq,
	type ParsedNode,
	type Scalar,
	type YAMLMap,
} from "yaml";
import type { Ignore } from "../model/plan.ts";
import type { BudgetEdit, Splice } from "./edit-budget-file.ts";
import { limitsWith } from "./edited-tree.ts";
import { itemSplice, pairSplice, valueEnd } from "./insertions.ts";
import { limitKind } from "./limit-kind.ts";
import type { Path } from "./node.ts";

type LimitEdit = BudgetEdit & { readonly kind: "limit" };

/** Where and how the text changes for one limit; undefined where that cannot be told. */
export function limitSplice(
	text: string,
	document: Document.Parsed,
	root: ParsedNode | null,
	{ path, limit, text: written }: LimitEdit,
): Splice | undefined {
	const key = String(path.at(-1));
	const node = nodeAt(root, path);
	if (node === undefined) {
		const holder = nodeAt(root, path.slice(0, -1));
		if (isMap(holder))
			return pairSplice(text, holder, key, () => ` ${written}`);
		if (holder !== undefined || path.length !== 2 || !isMap(root))
			return undefined;
		return pairSplice(text, root, String(path[0]), (style) =>
			style === "flow"
				? ` { ${key}: ${written} }`
				: `${style.newLine}  ${key}: ${written}`,
		);
	}
	if (isSeq(node) && !isAlias(node)) {
		const same = node.items.find(
			(item): item is Scalar.Parsed =>
				isScalar(item) && limitKind(String(item.source)) === limit,
		);
		return same
			? replacing(text, same, written)
			: itemSplice(text, node, written);
	}
	const limits = limitsWith(textsOf(node, document), limit, written);
	return replacing(
		text,
		node,
		typeof limits === "string" ? limits : `[${limits.join(", ")}]`,
	);
}

/** Where and how the text changes for one more entry of `ignore`. */
export function ignoreSplice(
	text: string,
	root: ParsedNode | null,
	entry: Ignore,
): Splice | undefined {
	const list = nodeAt(root, ["ignore"]);
	// JSON's strings are YAML's: whatever is in a name, it ends where it should.
	const fields = [
		`function: ${JSON.stringify(entry.function)}`,
		`why: ${JSON.stringify(entry.why)}`,
		...(entry.until === undefined ? [] : [`until: ${entry.until}`]),
	];
	const item = `{ ${fields.join(", ")} }`;
	if (isSeq(list)) return itemSplice(text, list, item);
	if (list !== undefined || !isMap(root)) return undefined;
	return pairSplice(text, root, "ignore", (style) =>
		style === "flow" ? ` [${item}]` : `${style.newLine}  - ${item}`,
	);
}

function nodeAt(root: ParsedNode | null, path: Path): ParsedNode | undefined {
	let found: unknown = root;
	for (const step of path) {
		if (typeof step === "number")
			found = isSeq(found) ? found.items[step] : undefined;
		else found = isMap(found) ? valueAt(found, step) : undefined;
	}
	return (found ?? undefined) as ParsedNode | undefined;
}

function valueAt(map: YAMLMap, key: string): unknown {
	return map.items.find(({ key: one }) => isScalar(one) && one.source === key)
		?.value;
}

/** The limits that a scalar or an alias stands for. */
function textsOf(
	node: ParsedNode,
	document: Document.Parsed,
): string | readonly string[] {
	const target = isAlias(node) ? node.resolve(document) : node;
	if (isSeq(target))
		return target.items.map((item) => (isScalar(item) ? `${item.source}` : ""));
	return isScalar(target) ? String(target.source) : "";
}

function replacing(text: string, node: ParsedNode, by: string): Splice {
	return { from: node.range[0], to: valueEnd(text, node), text: by };
}
