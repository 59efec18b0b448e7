import { parsePlan } from "../config/parse.ts";
import { metrics } from "../metrics/registry.ts";
import {
	type BudgetFile,
	binaryOf,
	budgetText,
} from "../survey/budget-text.ts";
import type { Proposal } from "../survey/proposal.ts";
import { type WorkflowOptions, workflowText } from "../survey/workflow-text.ts";

/** What `leak-budget init` looks at. */
export { type Choices, type Proposal, proposalOf } from "../survey/proposal.ts";
export {
	isConfiguration,
	isOfInterest,
	type Repository,
} from "../survey/repository.ts";
export { summaryOf } from "../survey/summary.ts";
export { type Survey, surveyOf } from "../survey/survey.ts";
export type { WorkflowOptions } from "../survey/workflow-text.ts";

export interface NewFile {
	/** From the root of the repository. */
	readonly path: string;
	readonly text: string;
}

export const WORKFLOW_FILE = ".github/workflows/leak-budget.yml";

/** Where the proposals are written: one in the usual place, several each by its name, which is then no other's. */
export function budgetFiles(
	proposals: readonly Proposal[],
): readonly BudgetFile[] {
	if (proposals.length === 1)
		return proposals.map((proposal) => ({ path: BUDGET_FILE, proposal }));
	return named(proposals).map((proposal) => ({
		path: `.github/leak-budget-${binaryOf(proposal.service.main.name)}.yml`,
		proposal,
	}));
}

const BUDGET_FILE = ".github/leak-budget.yml";

/**
 * The files to write. Each budget file has been read by our own parser: a Stop
 * where a value that was given is none.
 */
export function newFiles(
	[first, ...others]: readonly BudgetFile[],
	options: WorkflowOptions,
): readonly NewFile[] {
	if (first === undefined) return [];
	const budgets = [first, ...others].map(({ path, proposal }) => {
		const text = budgetText(proposal, options.onlyNew);
		const environment = undefined;
		parsePlan({ text, file: path, directory: "/", environment, metrics });
		return { path, text };
	});
	const workflow = workflowText([first, ...others], options);
	return [...budgets, { path: WORKFLOW_FILE, text: workflow }];
}

/** Programs of one name go by their folders. */
function named(proposals: readonly Proposal[]): readonly Proposal[] {
	const all = proposals.map(({ service }) => service.main.name);
	return proposals.map((proposal) => {
		const { service } = proposal;
		const { main } = service;
		const isShared = all.filter((name) => name === main.name).length > 1;
		const name = isShared && main.folder !== "" ? main.folder : main.name;
		return { ...proposal, service: { ...service, main: { ...main, name } } };
	});
}
