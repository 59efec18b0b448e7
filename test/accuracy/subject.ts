/** One service that is measured: a case of `cases -list`, leaking or mended, or a kernel that ships with Go. */
export interface Subject {
	readonly name: string;
	/** Whether it should leak; a kernel leaks by chance, so only its own count tells. */
	readonly leaks: boolean | "by chance";
	/** What it leaks in: a metric of the budget file. */
	readonly metric: string;
	/** One of them must be the function, or the entry function, of one of the first three culprits. Empty: nobody to name. */
	readonly functions: readonly string[];
	readonly binary: BinaryName;
	readonly words: readonly string[];
	readonly paths: readonly string[];
	/** Of one round, over all paths. */
	readonly requests: number;
	readonly settleTimeoutMs?: number;
	readonly env: Readonly<Record<string, string>>;
	/** Budgets that are written; without any, the defaults hold. */
	readonly budgets: Readonly<Record<string, string>>;
}

/** `race` is the same program as `cases`, built with the race detector. */
export type BinaryName = "cases" | "race" | "kernels";
