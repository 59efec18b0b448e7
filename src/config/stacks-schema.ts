import * as z from "zod/mini";
import type { Metric } from "../model/metric.ts";
import { optional, required } from "./documented.ts";
import { example } from "./limit.ts";
import { limitsSchema } from "./limits-schema.ts";
import { stackPattern } from "./stack-pattern.ts";

/** `budgets.stacks`: limits of single stacks, for the metrics that a profile tells by stack. */
export function stacksSchema(metrics: readonly Metric[]) {
	const limits = metrics
		.filter(({ culprits }) => culprits !== undefined)
		.map((metric) => {
			const key = optional(limitsSchema(metric, "stack"), {
				type: metric.unit === "bytes" ? "size" : "count",
				description: `The most ${metric.name} of these stacks together; they are taken out of budgets.${metric.name}.`,
				examples: [example(metric)],
			});
			return [metric.name, key] as const;
		});
	const entry = z.strictObject(
		{
			match: required(stackPattern(), {
				type: "function",
				description:
					"Stacks with this function among their frames, * for anything; a stack belongs to the first entry that matches it.",
				examples: ["shop/internal/cache.*"],
			}),
			...Object.fromEntries(limits),
		},
		{
			error:
				"must be a mapping such as { match: shop/internal/cache.*, inuse_space: +10MiB }.",
		},
	);
	return optional(
		z
			.array(entry, {
				error:
					"must be a list such as [{ match: shop/internal/cache.*, inuse_space: +10MiB }].",
			})
			.check(z.minLength(1)),
		{
			type: "list",
			description:
				"Limits of single stacks. What has a limit of its own is not counted in the total; bytes and objects are the heap profile's estimate, over only beyond its error.",
		},
	);
}
