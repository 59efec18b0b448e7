import * as z from "zod/mini";
import { dayNumber } from "../model/day.ts";
import { optional, required } from "./documented.ts";
import { lineOfText, scalar, wrong } from "./scalars.ts";
import { narrowStackPattern } from "./stack-pattern.ts";

/** `ignore`: stacks that do not count, each with its reason. */
export function ignoreSchema() {
	const entry = z.strictObject(
		{
			function: required(narrowStackPattern(), {
				type: "function",
				description:
					"Stacks with this function among their frames, * for anything. A pattern that would match nearly every stack is refused.",
				examples: ["go.opencensus.io/stats/view.(*worker).start"],
			}),
			why: required(lineOfText(300, "Write a reason."), {
				type: "text",
				description: "Why they may stay; every report repeats it.",
				examples: ["process-wide worker"],
			}),
			until: optional(day(), {
				type: "date",
				description:
					"The last day on which the entry holds; from the next day on its stacks count again.",
				examples: ["2027-06-01"],
			}),
		},
		{
			error:
				"must be a mapping such as { function: shop/legacy.poll, why: goes with v2, until: 2027-06-01 }.",
		},
	);
	const entries = z.array(entry, {
		error:
			"must be a list such as [{ function: shop/legacy.poll, why: goes with v2 }].",
	});
	return optional(entries.check(z.minLength(1)), {
		type: "list",
		description:
			"Stacks that are left out of goroutines, leaked_goroutines, the heap (by estimate) and the culprits. The verdict says what each entry left out.",
	});
}

function day() {
	return scalar(
		"must be a date such as 2027-06-01.",
		(text) =>
			dayNumber(text) === undefined
				? wrong(text, "is not a date", "Write year-month-day: 2027-06-01.")
				: { value: text },
		{ pattern: "^\\d{4}-\\d{2}-\\d{2}$" },
	);
}
