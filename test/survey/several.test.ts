import { expect, test } from "@jest/globals";
import { parse } from "yaml";
import { proposalOf, surveyOf } from "../../src/engine/init.ts";
import { filesFor, repositoryOf } from "../support/survey-fixtures.ts";

const main = (port: number) =>
	`package main\nimport "net/http"\nfunc main() {\nhttp.HandleFunc("/items", nil)\nhttp.ListenAndServe(":${port}", nil)\n}\n`;
const survey = surveyOf(
	repositoryOf({
		"go.mod": "module example.com/shop\n",
		"cmd/api/main.go": main(8081),
		"a/go.mod": "module example.com/a\n",
		"a/cmd/server/main.go": main(8082),
		"b/cmd/server/main.go": main(8083),
		"b/load.js":
			'import http from "k6/http"\nexport default () => http.get("http://localhost:8083/items")\n',
	}),
);
const proposals = (...services: readonly string[]) =>
	services.map((service) => proposalOf(survey, { service }));

test("several services have a budget file, a job and a name each", () => {
	const files = filesFor(
		proposals("./cmd/api", "./a/cmd/server", "./b/cmd/server"),
	);
	expect(files.map(({ path }) => path)).toEqual([
		".github/leak-budget-api.yml",
		".github/leak-budget-a-cmd-server.yml",
		".github/leak-budget-b-cmd-server.yml",
		".github/workflows/leak-budget.yml",
	]);
	const names = files.slice(0, 3).map(({ text }) => parse(text).name);
	expect(names).toEqual(["api", "a/cmd/server", "b/cmd/server"]);
	expect(files[1]?.text).toContain("  cwd: a\n");

	const job = parse(files[3]?.text ?? "").jobs["leak-budget"];
	expect(job.strategy["fail-fast"]).toBe(false);
	expect(job.strategy.matrix.include).toEqual(
		["", "a", ""].map((module, at) => ({
			service: names[at],
			config: files[at]?.path,
			module: module || ".",
		})),
	);
	expect(job.name).toBe(`\${{ matrix.service }}`);
	expect(job.steps[1].with).toEqual({
		"go-version-file": `\${{ matrix.module }}/go.mod`,
		"cache-dependency-path": `\${{ matrix.module }}/go.sum`,
	});
	// The load of one of them.
	expect(job.steps[2].uses).toMatch(/^grafana\/setup-k6-action@/);
	// Without a key of its own, the comment would go by all that the matrix says.
	expect(job.steps.at(-1).with).toEqual({
		config: `\${{ matrix.config }}`,
		"comment-key": `\${{ matrix.service }}`,
	});
	expect(job.permissions).toEqual({
		contents: "read",
		"pull-requests": "write",
	});
});

test("one service alone has the usual file, and a base where it is asked for", () => {
	const [budget, workflow] = filesFor(proposals("./cmd/api"), {
		onlyNew: true,
	});
	expect(budget?.path).toBe(".github/leak-budget.yml");
	expect(parse(budget?.text ?? "").fail_on).toBe("new");
	const steps = (text = "") => parse(text).jobs["leak-budget"].steps;
	const step = (text = "") => steps(text).at(-1);
	expect(step(workflow?.text).with).toEqual({ base: "build" });
	// A rebase of two commits is pushed at once: what it came from lies further back.
	expect(steps(workflow?.text)[0].with["fetch-depth"]).toBe(0);

	const [plainBudget, plainWorkflow] = filesFor(proposals("./cmd/api"));
	expect(plainBudget?.text).not.toContain("fail_on");
	expect(step(plainWorkflow?.text)).toEqual({
		uses: "owner/go-leak-budget@v1",
	});
});

test("a release names itself by its commit", () => {
	const sha = "0123456789abcdef0123456789abcdef01234567";
	const [, workflow] = filesFor(proposals("./cmd/api"), {
		action: `owner/go-leak-budget@${sha} # v1.2.3`,
	});
	expect(workflow?.text).toContain(
		`# Its exit is the gate.\n      - uses: owner/go-leak-budget@${sha} # v1.2.3\n`,
	);
});
