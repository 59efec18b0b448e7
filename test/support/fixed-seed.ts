import fc from "fast-check";

/**
 * The same cases in every run, so that a red CI is always the commit's own.
 * `SEED=random` draws new ones, to look for what these do not find.
 */
if (process.env.SEED !== "random") {
	fc.configureGlobal({ seed: Number(process.env.SEED ?? 1) });
}
