import type { Verdict } from "./verdict.ts";

/** What one job of a workflow run left: its verdict, or why it was not taken. */
export interface Leg {
	/** What tells it from the others, as it stands in the artifact's name: of somebody else's making. */
	readonly leg: string;
	/** GitHub's number of the artifact. */
	readonly artifact: number;
	readonly content:
		| { readonly verdict: Verdict }
		| { readonly refused: string };
}
