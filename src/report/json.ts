import type { Verdict } from "../model/verdict.ts";
import { type Schema, verdictSchema } from "./verdict-schema.ts";

/** `verdict.json`: keys in the schema's order, those it does not name after them in alphabetical order. */
export function verdictJson(verdict: Verdict): string {
	return `${JSON.stringify(ordered(verdict, verdictSchema), null, 2)}\n`;
}

function ordered(value: unknown, schema: Schema | undefined): unknown {
	if (Array.isArray(value))
		return value.map((item) => ordered(item, schema?.items));
	if (typeof value !== "object" || value === null) return value;
	const known = Object.keys(schema?.properties ?? {});
	const rank = (key: string) => {
		const index = known.indexOf(key);
		return index === -1 ? known.length : index;
	};
	const entries = Object.entries(value)
		.toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
		.map(([key, inner]) => [key, ordered(inner, schema?.properties?.[key])]);
	return Object.fromEntries(entries);
}
