import { parsePlan } from "../config/parse.ts";
import { metrics } from "../metrics/registry.ts";
import { budgetText } from "../survey/budget-text.ts";
import type { Proposal } from "../survey/proposal.ts";
import { workflowText } from "../survey/workflow-text.ts";

/** What `leak-budget init` looks at. */
export { type Choices, type Proposal, proposalOf } from "../survey/proposal.ts";
export {
	isConfiguration,
	isOfInterest,
	type Repository,
} from "../survey/repository.ts";
export { summaryOf } from "../survey/summary.ts";
export { type Survey, surveyOf } from "../survey/survey.ts";

export interface NewFile {
	/** From the root of the repository. */
	readonly path: string;
	readonly text: string;
}

export const BUDGET_FILE = ".github/leak-budget.yml";
export const WORKFLOW_FILE = ".github/workflows/leak-budget.yml";

/**
 * The two files of a proposal; the workflow also watches pushes to `branch`. The
 * budget file has been read by our own parser: a Stop where a value that was
 * given is none.
 */
export function newFiles(
	proposal: Proposal,
	branch: string,
): readonly NewFile[] {
	const text = budgetText(proposal);
	parsePlan({
		text,
		file: BUDGET_FILE,
		directory: "/",
		environment: undefined,
		metrics,
	});
	return [
		{ path: BUDGET_FILE, text },
		{ path: WORKFLOW_FILE, text: workflowText(proposal, branch) },
	];
}
