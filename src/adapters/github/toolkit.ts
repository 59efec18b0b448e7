import type * as core from "@actions/core";

/** The part of @actions/core that is used here, so that a test can listen in. */
export type Toolkit = Pick<
	typeof core,
	| "setOutput"
	| "error"
	| "warning"
	| "notice"
	| "setFailed"
	| "startGroup"
	| "endGroup"
> & {
	/** To the step's log, as it is. */
	readonly write: (text: string) => void;
};
