import type { Diagnosis } from "../../model/verdict.ts";
import type { Matcher } from "./match.ts";

/** A signature: the stacks that it knows, and what is to be said of them. Code in texts stands between backticks. */
export interface Row extends Diagnosis {
	readonly when: Matcher;
}
