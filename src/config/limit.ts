import type { Metric } from "../model/metric.ts";
import type { Limit } from "../model/plan.ts";
import { parseCount, parsePercent, parseSize } from "../model/quantity.ts";
import { type Reading, wrong } from "./scalars.ts";
import { countAdvice, sizeAdvice } from "./unit-advice.ts";

/**
 * One limit as the file writes it: `+5`, `+1MiB`, `+10%` and `auto` limit the
 * growth; `200`, `64MiB` without a plus are a ceiling.
 */
export function readLimit(text: string, metric: Metric): Reading<Limit> {
	if (text === "auto") return auto(text, metric);
	if (text === "off") {
		return wrong(
			text,
			"goes without others",
			"Write off alone, or take it out of the list.",
		);
	}
	if (text.startsWith("-")) {
		return wrong(
			text,
			"is negative",
			`Write ${example(metric)} for growth, or off.`,
		);
	}
	if (/^(?:no|none|false|never|disabled?|unlimited)$/i.test(text)) {
		return wrong(text, "is not a limit", "Write off to have none.");
	}
	const sign = text.startsWith("+") ? "+" : "";
	const body = text.slice(sign.length);
	if (body.endsWith("%")) return percent(text, sign, body);
	const value = metric.unit === "bytes" ? parseSize(body) : parseCount(body);
	if (value === undefined) {
		return metric.unit === "bytes"
			? wrong(text, "is not a size", sizeAdvice(body, sign))
			: wrong(text, "is not a count", countAdvice(body, "5", sign));
	}
	return { value: { kind: sign === "+" ? "growth" : "ceiling", value, text } };
}

/** A limit that this metric takes, for messages and docs. */
export function example(metric: Metric): string {
	return metric.unit === "bytes" ? "+1MiB" : "+5";
}

function auto(text: string, metric: Metric): Reading<Limit> {
	if (metric.autoAllowance) return { value: { kind: "growth-auto", text } };
	return wrong(
		text,
		`is not known for ${metric.name}`,
		`Write ${example(metric)} or +10%.`,
	);
}

function percent(text: string, sign: string, body: string): Reading<Limit> {
	const value = parsePercent(body);
	if (value === undefined)
		return wrong(text, "is not a percentage", "Write +10%.");
	if (sign === "")
		return wrong(
			text,
			"has no plus, and only growth can be a percentage",
			`Write +${body}.`,
		);
	return { value: { kind: "growth-percent", percent: value, text } };
}
