import { type Difference, type Tree, treeOf } from "../model/difference.ts";
import { type StackRow, stackRows } from "../report/html/stack-rows.ts";

/** A difference, and what is worked out of it once. */
export interface Shown {
	readonly difference: Difference;
	readonly tree: Tree;
	/** As `stackRows` gives them. */
	readonly rows: readonly StackRow[];
}

export function shownOf(difference: Difference): Shown {
	return { difference, tree: treeOf(difference), rows: stackRows(difference) };
}
