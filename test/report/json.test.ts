import { expect, test } from "@jest/globals";
import type { Verdict } from "../../src/model/verdict.ts";
import { verdictJson } from "../../src/report/json.ts";
import { verdict } from "./verdicts.ts";

test("the order of keys does not depend on who built the verdict", () => {
	const turned = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(turned);
		if (typeof value !== "object" || value === null) return value;
		const entries = Object.entries(value).reverse();
		return Object.fromEntries(
			entries.map(([key, inner]) => [key, turned(inner)]),
		);
	};
	const one = verdict({ timings: { total: 3, build: 1, load: 2 } });
	const text = verdictJson(one);
	expect(verdictJson(turned(one) as Verdict)).toBe(text);
	expect(text).toMatch(/^\{\n {2}"format": 1,\n {2}"name": "shop",\n/u);
	expect(text).toMatch(
		/"build": 1,\n {4}"load": 2,\n {4}"total": 3\n {2}\}\n\}\n$/u,
	);
});
