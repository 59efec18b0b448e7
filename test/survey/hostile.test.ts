import { execFileSync } from "node:child_process";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { proposalOf, summaryOf, surveyOf } from "../../src/engine/init.ts";
import { planFrom } from "../../src/engine.ts";
import { shellWord } from "../../src/survey/quoting.ts";
import { filesFor, repositoryOf } from "../support/survey-fixtures.ts";
import { expectSoundWorkflow } from "../support/workflow-contract.ts";

const MAIN = `package main
import "net/http"
func main() {
	http.HandleFunc("/healthz", nil)
	http.HandleFunc("/items", nil)
	http.ListenAndServe(":8080", nil)
}
`;
const K6 = `import http from "k6/http";
export default function () { http.get("http://localhost:8080/items"); }
`;

const HOSTILE = [
	"it's",
	'a "quoted" one',
	`\${{ github.token }}`,
	`\${{ toJSON(secrets) }}'}}`,
	"line\nname: evil\nservice: {run: id}",
	"line\r\n::error::x",
	"$(id) `id` ; id | id > /dev/null",
	"-x",
	"a: b # c",
	"\u202egnp.exe\u2028x",
	"*&!%@{}[]",
	"\u001b[2Jx",
	`\${HOME}`,
];

describe.each(HOSTILE)("a folder called %j", (name) => {
	const files = {
		[`${name}/go.mod`]: `module example.com/${name}\n\ngo 1.24\n`,
		[`${name}/cmd/${name}/main.go`]: MAIN,
		[`${name}/load.js`]: K6,
		[`${name}/compose.yml`]: `services: { a: { build: ., depends_on: [${JSON.stringify(name)}] }, ${JSON.stringify(name)}: { ports: [5432] } }`,
	};
	const proposal = proposalOf(surveyOf(repositoryOf(files)), {});
	const [budget = "", workflow = ""] = filesFor([proposal], {
		branch: name,
	}).map(({ text }) => text);

	test("stays one value of the budget file, and one word of its shell", () => {
		const plan = planFrom(
			{ text: budget, file: "leak-budget.yml", directory: "/work" },
			{},
		);
		expect(Object.keys(parse(budget))).toEqual([
			"name",
			"service",
			...(plan.setup ? ["setup", "teardown"] : []),
			"load",
			"budgets",
		]);
		const { build = "", run, cwd } = plan.service;
		expect(cwd).toBe(`/work/${name}`);
		expect(wordsOf(build)).toEqual([
			"go",
			"build",
			"-o",
			expect.stringMatching(/^bin\/\w[\w.-]*$/),
			`./cmd/${name}`,
		]);
		expect(run).toMatch(/^bin\/\w[\w.-]*$/);
		const [load] = plan.load;
		const file = `${name}/load.js`;
		expect(wordsOf(load?.kind === "command" ? load.run : "")).toEqual([
			"k6",
			"run",
			file.startsWith("-") ? `./${file}` : file,
		]);
	});

	test("stays one value of the workflow, in which GitHub sees no expression of it", () => {
		const modFile =
			parse(workflow).jobs["leak-budget"].steps[1].with["go-version-file"];
		expect(evaluated(modFile)).toBe(`${name}/go.mod`);
		expect(parse(workflow).on.push.branches.map(evaluated)).toEqual([name]);
		expectSoundWorkflow(workflow.replaceAll(`\${{ '\${{' }}`, ""));
	});

	test("shows nothing that a terminal or a reader would obey", () => {
		for (const text of [budget, workflow, summaryOf(proposal)])
			expect(text).not.toMatch(/[^\P{C}\n]|\p{Zl}|\p{Zp}/u);
	});
});

/** As GitHub does: the only expression that may be left is our own, of a text. */
function evaluated(value: string): string {
	return value.replaceAll(/\$\{\{ '(.*?)' \}\}/g, "$1");
}

/** What a shell makes of a command's words. */
function wordsOf(command: string): readonly string[] {
	const printed = execFileSync("/bin/sh", ["-c", `printf '%s\\0' ${command}`], {
		encoding: "utf8",
	});
	return printed.split("\0").slice(0, -1);
}

test("words keep what they hold", () => {
	const words = [...HOSTILE, "", "a b", "'", "''", "\\", "~", "a*"];
	expect(wordsOf(words.map(shellWord).join(" "))).toEqual(
		words.map((word) => (word.startsWith("-") ? `./${word}` : word)),
	);
});
