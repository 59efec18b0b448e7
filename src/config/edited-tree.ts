import type { BudgetEdit } from "./edit-budget-file.ts";
import { limitKind } from "./limit-kind.ts";
import type { Path } from "./node.ts";

type Plain = Record<string, unknown>;

/** What the file must hold once the edit is made: its plain data, changed in this one place. */
export function treeWith(tree: unknown, edit: BudgetEdit): unknown {
	const copy: Plain = structuredClone(tree) as Plain;
	switch (edit.kind) {
		case "limit": {
			const holder = holderOf(copy, edit.path.slice(0, -1));
			const metric = String(edit.path.at(-1));
			holder[metric] = limitsWith(holder[metric], edit.limit, edit.text);
			return copy;
		}
		case "ignore": {
			const entries = Array.isArray(copy.ignore) ? copy.ignore : [];
			copy.ignore = [...entries, { ...edit.entry }];
			return copy;
		}
		default:
			return edit satisfies never;
	}
}

/** One limit of a metric's set or added; the other stays. */
export function limitsWith(
	written: unknown,
	kind: "growth" | "ceiling",
	text: string,
): string | readonly string[] {
	const texts = written === undefined ? [] : [written].flat().map(String);
	const at = texts.findIndex((one) => limitKind(one) === kind);
	if (at >= 0) return Array.isArray(written) ? texts.with(at, text) : text;
	if (texts.length === 0) return text;
	// As the README writes it: growth first. A list keeps its order.
	return Array.isArray(written) || kind === "ceiling"
		? [...texts, text]
		: [text, ...texts];
}

/** Two trees are the same when these texts are: the order of keys does not matter. */
export function withSortedKeys(tree: unknown): string {
	return JSON.stringify(tree, (_, value: unknown) =>
		value !== null && typeof value === "object" && !Array.isArray(value)
			? Object.fromEntries(
					Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)),
				)
			: value,
	);
}

/** The mapping at a path; made where there is none. */
function holderOf(tree: Plain, path: Path): Plain {
	return path.reduce<Plain>((holder, step) => {
		holder[step] ??= {};
		return holder[step] as Plain;
	}, tree);
}
