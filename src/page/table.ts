import type { Difference, Tree } from "../model/difference.ts";
import {
	frameAt,
	framesOf,
	type RowKind,
	type StackRow,
} from "../report/html/stack-rows.ts";
import type { Found } from "./search.ts";

/** `changed` is all but `same`. */
export type KindChoice = RowKind | "changed";

export type SortKey = "change" | "after" | "kind" | "where";

export interface TableChoice {
	readonly kind: KindChoice;
	readonly sort: SortKey;
	readonly descending: boolean;
}

/** The lines that a choice and a search leave, in their order. `rows` as `stackRows` gives them. */
export function chosenRows(
	difference: Difference,
	tree: Tree,
	rows: readonly StackRow[],
	{ kind, sort, descending }: TableChoice,
	found: Found | null,
): readonly StackRow[] {
	const shown = rows.filter(
		(row) =>
			(!difference.compared ||
				(kind === "changed" ? row.kind !== "same" : row.kind === kind)) &&
			(!found || found.within[row.node] === 1),
	);
	const compare = ORDERS[sort](difference, tree);
	const sorted = shown.toSorted(compare);
	return descending ? sorted : sorted.reverse();
}

type Order = (
	difference: Difference,
	tree: Tree,
) => (a: StackRow, b: StackRow) => number;

const ORDERS: Readonly<Record<SortKey, Order>> = {
	change: () => (a, b) =>
		Math.abs(b.after - b.before) - Math.abs(a.after - a.before),
	after: () => (a, b) => b.after - a.after,
	kind: () => (a, b) => KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind),
	where: (difference, tree) => {
		const names = new Map<number, string>();
		const nameOf = ({ node }: StackRow) => {
			const known = names.get(node) ?? placeName(difference, tree, node);
			names.set(node, known);
			return known;
		};
		return (a, b) =>
			nameOf(a) < nameOf(b) ? -1 : Number(nameOf(a) > nameOf(b));
	},
};

const KIND_ORDER: readonly RowKind[] = [
	"new",
	"grown",
	"shrunk",
	"gone",
	"same",
];

/** What a radio button says; `changed` for anything else. */
export function kindOf(value: string): KindChoice {
	return KIND_ORDER.find((kind) => kind === value) ?? "changed";
}

/** What a button of the head says; undefined for anything else. */
export function sortOf(value: string | undefined): SortKey | undefined {
	const keys: readonly SortKey[] = ["change", "after", "kind", "where"];
	return keys.find((key) => key === value);
}

/** Where the user's own code is, as the table shows it. */
function placeName(difference: Difference, tree: Tree, node: number): string {
	const frames = framesOf(difference, tree, node);
	const own = frames.find(({ origin }) => origin === "first-party");
	return (own ?? frameAt(difference, node))?.function ?? "";
}
