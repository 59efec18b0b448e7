import { type BudgetFile, serviceName } from "./budget-text.ts";
import { workflowValue } from "./quoting.ts";
import { stepLines } from "./workflow-steps.ts";

/** What a workflow says besides its services. */
export interface WorkflowOptions {
	/** Pushes to it are watched too. */
	readonly branch: string;
	/** What `uses:` names: ourselves. */
	readonly action: string;
	/** Whether only what a pull request brings is to fail. */
	readonly onlyNew: boolean;
}

/** The workflow that runs a budget file, or each of several in a job of its own: on pull requests and on pushes, with no more rights than it needs. */
export function workflowText(
	services: readonly [BudgetFile, ...BudgetFile[]],
	options: WorkflowOptions,
): string {
	const [only, ...others] = services;
	const files = services.map(({ path }) => path).join(" and ");
	return `${[
		`# Holds the service${others.length > 0 ? "s" : ""} to ${files}. Written by leak-budget init; it is yours to change.`,
		"name: leak budget",
		"",
		"on:",
		"  # The gate, and one comment that each push brings up to date.",
		"  pull_request:",
		"  # What was merged.",
		"  push:",
		"    branches:",
		`      - ${workflowValue(options.branch)}`,
		"",
		"# Nothing, but what a job asks for.",
		"permissions: {}",
		"",
		"# A newer push to a pull request ends the run of the older one; runs of pushes are all kept.",
		"concurrency:",
		`  group: \${{ github.workflow }}-\${{ github.event.pull_request.number || github.sha }}`,
		"  cancel-in-progress: true",
		"",
		"jobs:",
		"  leak-budget:",
		...(others.length > 0
			? matrixLines(services)
			: [`    name: ${workflowValue(serviceName(only.proposal))}`]),
		"    runs-on: ubuntu-latest",
		"    # A leak costs up to five rounds of load; more than this is a service that hangs.",
		"    timeout-minutes: 20",
		"    permissions:",
		"      contents: read # to check the code out",
		"      # On a fork's pull request the token stays read-only: summary and log have it all.",
		"      pull-requests: write # for the comment",
		"    steps:",
		...stepLines(services, options),
	].join("\n")}\n`;
}

/** A job for each service, and a comment of its own: the step's `comment-key` says whose. */
function matrixLines(services: readonly BudgetFile[]): readonly string[] {
	return [
		`    name: \${{ matrix.service }}`,
		"    strategy:",
		"      # Each is measured, also where another fails.",
		"      fail-fast: false",
		"      matrix:",
		"        include:",
		...services.flatMap(({ path, proposal }) => [
			`          - service: ${workflowValue(serviceName(proposal))}`,
			`            config: ${workflowValue(path)}`,
			`            module: ${workflowValue(proposal.service.main.module || ".")}`,
		]),
	];
}
