/** What `leak-budget doctor` makes of what it saw. */
export { whileAlive } from "../collect/while-alive.ts";
export {
	type GoFacts,
	goChecks,
	platformCheck,
} from "../survey/machine-checks.ts";
export {
	buildCheck,
	fileCheck,
	loadCheck,
	loadedCheck,
	portCheck,
	programOfCommand,
	readyCheck,
	startedCheck,
} from "../survey/plan-checks.ts";
export { historyCheck, leftoverCheck } from "../survey/repository-checks.ts";
export { workflowChecks } from "../survey/workflow-checks.ts";
