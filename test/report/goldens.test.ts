import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { z } from "zod";
import type { Excerpt } from "../../src/model/excerpt.ts";
import type { Verdict } from "../../src/model/verdict.ts";
import { verdictJson } from "../../src/report/json.ts";
import { junitReport } from "../../src/report/junit.ts";
import { markdownReport } from "../../src/report/markdown.ts";
import { sarifReport } from "../../src/report/sarif.ts";
import { textReport } from "../../src/report/text.ts";
import { verdictSchema } from "../../src/report/verdict-schema.ts";
import { junitBreaches } from "./junit-form.ts";
import { sarifBreaches, sarifRun } from "./sarif-form.ts";

const folder = new URL("../../fixtures/verdicts/", import.meta.url);
const schema = z.fromJSONSchema(structuredClone(verdictSchema) as never);

describe.each(readdirSync(folder))("fixtures/verdicts/%s", (name) => {
	const verdict = read<Verdict>(`${name}/verdict.json`);
	const excerpts = existsSync(new URL(`${name}/excerpts.json`, folder))
		? read<readonly Excerpt[]>(`${name}/excerpts.json`)
		: [];

	test("verdict.json is what the schema says, in its order", () => {
		expect(schema.safeParse(verdict).error).toBeUndefined();
		golden(`${name}/verdict.json`, verdictJson(verdict));
	});

	test("report.txt", () => {
		const paths = { report: ".leak-budget/report.md", folder: ".leak-budget" };
		const options = { color: false, width: 100, excerpts, paths };
		golden(`${name}/report.txt`, textReport(verdict, options));
	});

	test("report.md", () => {
		const links = {
			repository: "https://github.com/acme/shop",
			sha: "0f1e2d3c",
		};
		const options = {
			excerpts,
			limit: 60_000,
			links,
			run: 4711,
			rerun: "npx go-leak-budget run .github/leak-budget.yml",
		};
		golden(`${name}/report.md`, markdownReport(verdict, options));
	});

	test("JUnit and SARIF are of their form, and no greener than it", () => {
		const junit = junitReport(verdict, excerpts);
		const sarif = sarifReport(verdict, excerpts);
		expect(junitBreaches(junit)).toEqual([]);
		expect(sarifBreaches(sarif)).toEqual([]);
		const isRed = verdict.outcome !== "pass";
		expect(/<(?:failure|error) /u.test(junit)).toBe(isRed);
		const { results, invocations } = sarifRun(sarif);
		const said = invocations[0]?.toolExecutionNotifications ?? [];
		expect(results.length + said.length > 0).toBe(isRed);
	});
});

function read<T>(path: string): T {
	return JSON.parse(readFileSync(new URL(path, folder), "utf8"));
}

function golden(path: string, text: string): void {
	const file = new URL(path, folder);
	if (process.env.UPDATE_GOLDENS === "1") writeFileSync(file, text);
	const wanted = existsSync(file) ? readFileSync(file, "utf8") : "";
	if (text !== wanted)
		console.error(
			"To rewrite what is wanted: UPDATE_GOLDENS=1 npm run --silent jest -- test/report/goldens.test.ts",
		);
	expect(text).toBe(wanted);
}
