import type { Plan } from "../model/plan.ts";
import { Stop } from "../model/problem.ts";
import { checkBudgetFile } from "./check.ts";
import { toProblem } from "./mistake.ts";
import type { Surroundings } from "./plan-of-file.ts";

export interface PlanSource extends Surroundings {
	readonly text: string;
	/** As errors name it. */
	readonly file: string;
}

/** The budget file → the Plan. One Stop holds a problem for each error of the file, with file:line:column. */
export function parsePlan({ text, file, ...around }: PlanSource): Plan {
	const checked = checkBudgetFile(text, around);
	if (checked.kind === "plan") return checked.plan;
	throw new Stop(...checked.mistakes.map((one) => toProblem(one, file)));
}
