import * as z from "zod/mini";
import type { Metric } from "../model/metric.ts";
import type { Limit } from "../model/plan.ts";
import { example, readLimit } from "./limit.ts";
import { type Reading, scalar, wrong } from "./scalars.ts";

/** A limit, or a growth and a ceiling. A total can also be `off`, and where the metric knows it `auto`. */
export function limitsSchema(metric: Metric, of: "total" | "stack") {
	const expected = `must be a limit such as ${example(metric)}, or a list of a growth and a ceiling.`;
	const keywords = limitKeywords(metric, of);
	const readOne = (text: string): Reading<Limit> =>
		of === "stack" && (text === "off" || text === "auto")
			? wrong(text, "is no limit of a stack", `Write ${example(metric)}.`)
			: readLimit(text, metric);
	const readBudget = (text: string): Reading<readonly Limit[]> => {
		if (text === "off" && of === "total") return { value: [] };
		const reading = readOne(text);
		return "value" in reading ? { value: [reading.value] } : reading;
	};
	const one = scalar(expected, readBudget, keywords);
	const each = scalar(
		`must be a limit such as ${example(metric)}.`,
		readOne,
		keywords,
	);
	return z.union([one, z.array(each).check(z.minLength(1), z.maxLength(2))], {
		error: expected,
	});
}

/** What an editor can tell; the rest is the parser's. */
function limitKeywords({ unit, autoAllowance }: Metric, of: "total" | "stack") {
	const value = unit === "bytes" ? "\\d+(?:\\.\\d+)? ?(?:[kKMG]i?B|B)" : "\\d+";
	const growth = `\\+(?:0|${value}|\\d+(?:\\.\\d+)? ?%)`;
	const words = of === "stack" ? "" : autoAllowance ? "|auto|off" : "|off";
	return {
		type: ["string", "integer"],
		pattern: `^(?:${growth}|${value}${words})$`,
	};
}
