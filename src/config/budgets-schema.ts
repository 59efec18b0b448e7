import * as z from "zod/mini";
import type { Metric } from "../model/metric.ts";
import type { Limit } from "../model/plan.ts";
import { optional, withDefault } from "./documented.ts";
import { example, readLimit } from "./limit.ts";
import { type Reading, scalar } from "./scalars.ts";

/** `budgets`: a key for each metric of the registry. What it says replaces the metric's default; `off` is no limit. */
export function budgetsSchema(metrics: readonly Metric[]) {
	const keys = Object.fromEntries(
		metrics.map((metric) => [metric.name, budgetSchema(metric)]),
	);
	const schema = z.strictObject(keys, {
		error: "must be a mapping such as { goroutines: +0, inuse_space: +1MiB }.",
	});
	return withDefault(
		schema,
		{},
		{
			type: "mapping",
			description:
				"The most that a metric may grow, or be, once the service is idle after load.",
		},
	);
}

function budgetSchema(metric: Metric) {
	const expected = `must be a limit such as ${example(metric)}, or a list of a growth and a ceiling.`;
	const keywords = limitKeywords(metric);
	const readBudget = (text: string): Reading<readonly Limit[]> => {
		if (text === "off") return { value: [] };
		const reading = readLimit(text, metric);
		return "value" in reading ? { value: [reading.value] } : reading;
	};
	const one = scalar(expected, readBudget, keywords);
	const each = scalar(
		`must be a limit such as ${example(metric)}.`,
		(text) => readLimit(text, metric),
		keywords,
	);
	const ceiling = metric.unit === "bytes" ? "64MiB" : 200;
	return optional(
		z.union([one, z.array(each).check(z.minLength(1), z.maxLength(2))], {
			error: expected,
		}),
		{
			type: metric.unit === "bytes" ? "size" : "count",
			description: metric.description,
			default: metric.defaultLimit?.text ?? "off",
			examples: [
				example(metric),
				"+10%",
				ceiling,
				[example(metric), ceiling],
				"off",
				...(metric.autoAllowance ? ["auto"] : []),
			],
		},
	);
}

/** What an editor can tell; the rest is the parser's. */
function limitKeywords({ unit, autoAllowance }: Metric) {
	const value = unit === "bytes" ? "\\d+(?:\\.\\d+)? ?(?:[kKMG]i?B|B)" : "\\d+";
	const growth = `\\+(?:0|${value}|\\d+(?:\\.\\d+)? ?%)`;
	const auto = autoAllowance ? "|auto" : "";
	return {
		type: ["string", "integer"],
		pattern: `^(?:${growth}|${value}${auto}|off)$`,
	};
}
