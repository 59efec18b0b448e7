/**
 * Something the user can mend, as data. `code` is stable and machine-readable;
 * `message` says what happened; `where` is file:line:column or a phase;
 * `remedy` says what to do; `tail` is the last lines of the log that matters.
 */
export interface Problem {
	readonly code: string;
	readonly message: string;
	readonly where?: string;
	readonly remedy?: string;
	readonly tail?: readonly string[];
}

/**
 * Ends a run that cannot go on for a reason the user can mend (exit code 2).
 * Anything else that is thrown is a bug of ours and surfaces with its stack.
 */
export class Stop extends Error {
	readonly problems: readonly Problem[];

	constructor(...problems: readonly Problem[]) {
		super(problems.map((problem) => problem.message).join("\n"));
		this.name = "Stop";
		this.problems = problems;
	}
}
