import type { Verdict } from "../model/verdict.ts";
import { isCulpritOf } from "./lead.ts";

const MOST = 3;

/**
 * Entries for `ignore:` in the budget file that would leave this verdict's
 * culprits out: those of the user's own code, the worst first. None where
 * something else leads a finding, and for names that no pattern can hold.
 */
export function ignoreEntries({
	findings,
	culprits,
}: Pick<Verdict, "findings" | "culprits">): readonly string[] {
	const led = findings
		.filter(({ outcome }) => outcome === "over")
		// Its stacks are those of goroutines, and named there.
		.filter(({ metric }) => metric !== "leaked_goroutines")
		.map((finding) => culprits.find((one) => isCulpritOf(one, finding)));
	// A leak that no entry of the user's own code would leave out stays a failure: then they are no help.
	if (!led.every((culprit) => culprit?.first_party)) return [];
	const names = culprits
		.filter(
			(one) =>
				one.first_party && /^[^\\^$|?\p{C}\p{DI}]{1,300}$/u.test(one.function),
		)
		.map((one) => one.function);
	return [...new Set(names)]
		.slice(0, MOST)
		.map(
			(name) =>
				`{ function: ${JSON.stringify(name)}, why: "say why it may stay" }`,
		);
}
