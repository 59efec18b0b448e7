import * as z from "zod/mini";
import type { Metric } from "../model/metric.ts";
import { optional, withDefault } from "./documented.ts";
import { example } from "./limit.ts";
import { limitsSchema } from "./limits-schema.ts";
import { stacksSchema } from "./stacks-schema.ts";

/** `budgets`: a key for each metric of the registry. What it says replaces the metric's default; `off` is no limit. */
export function budgetsSchema(metrics: readonly Metric[]) {
	const keys = Object.fromEntries(
		metrics.map((metric) => [metric.name, budgetSchema(metric)]),
	);
	const schema = z.strictObject(
		{ ...keys, stacks: stacksSchema(metrics) },
		{
			error:
				"must be a mapping such as { goroutines: +0, inuse_space: +1MiB }.",
		},
	);
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
	const ceiling = metric.unit === "bytes" ? "64MiB" : 200;
	return optional(limitsSchema(metric, "total"), {
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
	});
}
