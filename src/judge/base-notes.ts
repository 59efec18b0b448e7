import type { Plan } from "../model/plan.ts";
import type { Base, Outcome } from "../model/verdict.ts";

/** What the base could not tell, and what that means for `fail_on: new`. `alone` is the outcome without it. */
export function baseNotes(
	{ failOn }: Plan,
	alone: Outcome,
	base: Base | undefined,
): readonly string[] {
	const isAsked = failOn === "new" && alone === "fail";
	if (base === undefined)
		return isAsked
			? [
					"There is no base to compare with, so that every leak counts in spite of fail_on: new.",
				]
			: [];
	if (base.why === undefined) return [];
	return base.trusted
		? [`Of the base ${base.ref}: ${base.why}`]
		: [
				`The base ${base.ref} tells nothing${isAsked ? ", so that every leak counts in spite of fail_on: new" : ""}: ${base.why}`,
			];
}
