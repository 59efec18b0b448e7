/** One thing that a run needs, looked at before the run. */
export interface Check {
	/** `warning`: a run works, and tells less. `problem`: it cannot work. */
	readonly level: "ok" | "warning" | "problem";
	/** What was looked at, in one or two words: `Go`, `port`. */
	readonly subject: string;
	/** What was seen, as a sentence without its end. */
	readonly message: string;
	/** What to do; with every warning and problem. */
	readonly remedy?: string;
}
