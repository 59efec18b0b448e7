import { expect, test } from "@jest/globals";
import { acceptedNotes } from "../../src/judge/accepted-notes.ts";
import { acceptedWhy } from "../../src/model/accepted.ts";
import type { Ignore } from "../../src/model/plan.ts";
import { evidenceOf, frame, planWith, stack } from "../support/evidence.ts";

const why = acceptedWhy("2026-11-01", "+3 goroutines a round");
const entry = (name: string, until?: string): Ignore => ({
	function: `main.${name}`,
	why,
	...(until !== undefined && { until }),
});

/** A run on 2026-11-21 of a service with goroutines in main.a, main.b and main.c. */
function notes(...ignore: readonly Ignore[]): readonly string[] {
	const evidence = evidenceOf([10, 10], {
		plan: planWith({ ignore }),
		startedAt: "2026-11-21T10:00:00.000Z",
	});
	const stacks = ["a", "b", "c"].map((name) =>
		stack([frame(`main.${name}`)], 1),
	);
	return acceptedNotes(evidence, (profile) =>
		profile === "goroutine" ? stacks : undefined,
	);
}

test.each<[readonly Ignore[], string]>([
	[
		[entry("a", "2026-12-03"), entry("b", "2027-06-01"), entry("c")],
		"3 accepted leaks left, 1 expires in 12 days.",
	],
	[
		[entry("a", "2026-11-22")],
		"1 accepted leak left, its entry expires in 1 day.",
	],
	[
		[entry("a", "2026-11-21"), entry("b", "2026-11-21")],
		"2 accepted leaks left, all expire today.",
	],
	[[entry("a")], "1 accepted leak left."],
	[
		[entry("a"), entry("mended", "2026-12-03"), entry("b", "2026-11-20")],
		"1 accepted leak left.",
	],
	[
		[entry("mended", "2026-12-03")],
		"None of the accepted leaks is left: take their ignore entries out.",
	],
])("%j", (ignore, note) => {
	expect(notes(...ignore)).toEqual([note]);
});

test("entries that nobody accepted by tune are not counted", () => {
	expect(notes({ function: "main.a", why: "goes with v2" })).toEqual([]);
});
