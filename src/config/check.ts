import type { Plan } from "../model/plan.ts";
import { combinationMistakes } from "./combinations.ts";
import { readDocument } from "./document.ts";
import { issueMistakes } from "./issues.ts";
import { inOrder, label, type Mistake } from "./mistake.ts";
import { keyPlace, type Node, toPlain } from "./node.ts";
import { planOfFile, type Surroundings } from "./plan-of-file.ts";
import { fileSchema } from "./schema.ts";
import { supportedKeys } from "./supported-keys.ts";
import { variableMistakes } from "./variables.ts";

export type Checked =
	| { readonly kind: "plan"; readonly plan: Plan }
	/** At least one, in the order of the file. */
	| { readonly kind: "mistakes"; readonly mistakes: readonly Mistake[] };

/** A budget file's text → the Plan, or everything that is wrong with it. */
export function checkBudgetFile(text: string, around: Surroundings): Checked {
	const { root, mistakes } = readDocument(text);
	if (!root) return { kind: "mistakes", mistakes: inOrder(mistakes) };
	const parsed = fileSchema(around.metrics).safeParse(toPlain(root));
	const knownKeys = supportedKeys(around.metrics).map(({ key }) => key);
	const all = [
		...mistakes,
		...(parsed.error
			? issueMistakes(parsed.error.issues, root, knownKeys)
			: []),
		...combinationMistakes(
			root,
			around.metrics.map(({ name }) => name),
		),
		...(around.environment ? variableMistakes(root, around.environment) : []),
	];
	if (!parsed.success || all.length > 0) {
		return { kind: "mistakes", mistakes: inOrder(withoutAttached(all)) };
	}
	const plan = planOfFile(parsed.data, around);
	return plan.budgets.length + (plan.stacks?.length ?? 0) > 0
		? { kind: "plan", plan }
		: { kind: "mistakes", mistakes: [nothingJudged(root)] };
}

/** A file that attaches to a running service has nothing to run; that attach is to come is all it needs to hear. */
function withoutAttached(mistakes: readonly Mistake[]): readonly Mistake[] {
	const attaches = mistakes.some(({ path }) =>
		/^(?:service\.)?attach$/.test(label(path)),
	);
	if (!attaches) return mistakes;
	return mistakes.filter(
		({ missing }) => !missing?.some((key) => /^service(?:\.run)?$/.test(key)),
	);
}

function nothingJudged(root: Node): Mistake {
	return {
		code: "config-combination",
		path: ["budgets"],
		place: keyPlace(root, ["budgets"]),
		message: "every budget is off, so that nothing would be judged. Keep one.",
	};
}
