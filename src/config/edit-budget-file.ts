import { type ParsedNode, parseDocument } from "yaml";
import type { Ignore } from "../model/plan.ts";
import { Stop } from "../model/problem.ts";
import { readDocument } from "./document.ts";
import { ignoreSplice, limitSplice } from "./edit-splices.ts";
import { treeWith, withSortedKeys } from "./edited-tree.ts";
import { label } from "./mistake.ts";
import { type Path, toPlain } from "./node.ts";

/** One change of a budget file; what it does not name stays, byte for byte. */
export type BudgetEdit =
	| {
			readonly kind: "limit";
			/** Of the metric: `budgets.goroutines`, `budgets.stacks[0].inuse_space`. */
			readonly path: Path;
			/** Which of its limits; the other one stays. */
			readonly limit: "growth" | "ceiling";
			readonly text: string;
	  }
	| { readonly kind: "ignore"; readonly entry: Ignore };

/** A piece of text in place of another. */
export interface Splice {
	readonly from: number;
	readonly to: number;
	readonly text: string;
}

/**
 * The budget file with the edits made in its text: comments, order, quotes and
 * line ends of all the rest survive. Each edit is proved by reading the file
 * again, and one that would change more than it says (through an anchor, say)
 * is a Stop `config-cannot-edit`. `file` is its name in errors.
 */
export function editBudgetFile(
	text: string,
	edits: readonly BudgetEdit[],
	file: string,
): string {
	return edits.reduce((before, edit) => {
		const after = edited(before, edit);
		if (after === undefined || !isWhatWasMeant(before, after, edit))
			throw cannotEdit(edit, file);
		return after;
	}, text);
}

function edited(text: string, edit: BudgetEdit): string | undefined {
	const mark = text.startsWith("\ufeff") ? "\ufeff" : "";
	const body = text.slice(mark.length);
	const document = parseDocument(body, { uniqueKeys: false });
	const root: ParsedNode | null = document.contents;
	const splice =
		edit.kind === "limit"
			? limitSplice(body, document, root, edit)
			: ignoreSplice(body, root, edit.entry);
	if (!splice) return undefined;
	return (
		mark + body.slice(0, splice.from) + splice.text + body.slice(splice.to)
	);
}

function isWhatWasMeant(
	before: string,
	after: string,
	edit: BudgetEdit,
): boolean {
	const [old, now] = [before, after].map(readDocument);
	if (!old?.root || !now?.root || now.mistakes.length > 0) return false;
	return (
		withSortedKeys(treeWith(toPlain(old.root), edit)) ===
		withSortedKeys(toPlain(now.root))
	);
}

function cannotEdit(edit: BudgetEdit, file: string): Stop {
	const [path, value] =
		edit.kind === "limit"
			? [edit.path, edit.text]
			: [["ignore"], edit.entry.function];
	return new Stop({
		code: "config-cannot-edit",
		message: `${label(path)} cannot be changed without changing more of the file, which may use an anchor here.`,
		where: file,
		remedy: `Write it by hand: ${value}. Nothing was written.`,
	});
}
