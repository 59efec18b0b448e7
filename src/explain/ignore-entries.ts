import type { Culprit } from "../model/verdict.ts";

const MOST = 3;

/**
 * Entries for `ignore:` in the budget file that would leave these culprits out:
 * those of the user's own code, the worst first. Names that no pattern can
 * hold have none.
 */
export function ignoreEntries(culprits: readonly Culprit[]): readonly string[] {
	const names = culprits
		.filter(
			(one) => one.first_party && /^[^\\^$|?\p{C}]{1,300}$/u.test(one.function),
		)
		.map((one) => one.function);
	return [...new Set(names)]
		.slice(0, MOST)
		.map(
			(name) =>
				`{ function: ${JSON.stringify(name)}, why: "say why it may stay" }`,
		);
}
