import type { Problem } from "../model/problem.ts";
import type { Verdict } from "../model/verdict.ts";
import { advice } from "./advice.ts";
import { firstSentence } from "./first-sentence.ts";

/** A problem as it stands below the headline; `message` is null where the headline said all of it. */
export interface ExplainedProblem {
	/** file:line:column, or a phase. */
	readonly where: string | null;
	readonly message: string | null;
	readonly remedy: string | null;
	readonly tail: readonly string[];
}

/** What went wrong; else, where nothing did and still nothing is decided, what to try. */
export function explainProblems(verdict: Verdict): readonly ExplainedProblem[] {
	const remedy = advice(verdict);
	if (remedy !== null)
		return [{ where: null, message: null, remedy, tail: [] }];
	return verdict.problems.map((problem, index) => ({
		...explainProblem(problem),
		...(verdict.outcome === "undecided" && index === 0
			? { where: null, message: firstSentence(problem.message).rest || null }
			: {}),
	}));
}

/** One problem by itself, without a verdict. */
export function explainProblem(problem: Problem): ExplainedProblem {
	const { where, message, remedy, tail } = problem;
	return {
		where: where ?? null,
		message,
		remedy: remedy ?? null,
		tail: tail ?? [],
	};
}
