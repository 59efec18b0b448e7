import { parsePlan } from "../../src/config/parse.ts";
import { metrics } from "../../src/metrics/registry.ts";
import type { Plan } from "../../src/model/plan.ts";
import { Stop } from "../../src/model/problem.ts";

export const around = {
	directory: "/repo/shop",
	environment: { DATABASE_URL: "postgres://127.0.0.1/shop" },
	metrics,
};

export function parse(text: string): Plan {
	return parsePlan({ ...around, text, file: "leak-budget.yml" });
}

/** As a person sees them: `leak-budget.yml:7:3 [code] message`. */
export function problemsOf(run: () => unknown): readonly string[] {
	try {
		run();
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		return error.problems.map(
			({ where, code, message }) => `${where} [${code}] ${message}`,
		);
	}
	return [];
}
