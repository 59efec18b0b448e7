import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { type Proposal, proposalOf, surveyOf } from "../../src/engine/init.ts";
import { planFrom } from "../../src/engine.ts";
import type { Plan } from "../../src/model/plan.ts";
import { filesFor, repositoryFixtures } from "../support/survey-fixtures.ts";
import { expectSoundWorkflow } from "../support/workflow-contract.ts";

describe.each(repositoryFixtures())("$name", ({ folder, ...fixture }) => {
	const proposal = proposalOf(surveyOf(fixture.repository), {});
	const files = filesFor([proposal]);
	const [budget = "", workflow = ""] = files.map(({ text }) => text);

	test("what is in it is found", () => {
		expect(foundIn(proposal)).toEqual(fixture.expected);
	});

	test.each(files.map((file) => [file.path, file.text]))(
		"%s is as the golden has it",
		(path, text) => {
			const kind = path.includes("/workflows/") ? "workflow" : "leak-budget";
			expectGolden(join(folder, `${kind}.yml`), text);
		},
	);

	test("the budget file gives the plan that was proposed", () => {
		const plan = planFrom(
			{ text: budget, file: "leak-budget.yml", directory: "/work/repo" },
			{},
		);
		expect(plan.service.build).toMatch(/^go build -o bin\/\S+ \.\S*$/);
		expect(addressOf(plan.service.ready)).toBe(proposal.ready);
		const [load] = plan.load;
		expect(load?.kind === "http" ? `GET ${load.url}` : load?.run).toBe(
			proposal.load.value,
		);
		expect(plan.budgets.map(({ metric }) => metric).toSorted()).toEqual([
			"goroutines",
			"inuse_space",
			"leaked_goroutines",
		]);
	});

	test("every key of the budget file has a comment above it", () => {
		const lines = budget.split("\n");
		const bare = lines.filter(
			(line, at) =>
				/^ *\w+:/.test(line) &&
				!/^ *#/.test(lines[at - 1] ?? "") &&
				// Said by the lines inside, or by the line above.
				!/^(service|teardown):|^ {4}\w|^ {2}(http|run):/.test(line),
		);
		expect(bare).toEqual([]);
	});

	test("the workflow has no more rights than it needs, and pins what it uses", () => {
		expectSoundWorkflow(workflow);
	});
});

function addressOf(ready: Plan["service"]["ready"]): string | undefined {
	return ready?.kind === "tcp"
		? `tcp://${ready.host}:${ready.port}`
		: ready?.kind === "http"
			? ready.url
			: undefined;
}

function foundIn(proposal: Proposal): Record<string, unknown> {
	const { service, others, port, setter, portFrom, ready, load, compose } =
		proposal;
	return {
		service: `./${service.main.folder}`,
		port,
		setter,
		portFrom:
			portFrom.kind === "found"
				? `${portFrom.place.file}:${portFrom.place.line}`
				: portFrom.kind,
		...(service.configuration && {
			configuration: `${service.configuration.setter.name} ${service.configuration.file}`,
		}),
		ready,
		load: load.value,
		others: others.map(({ main }) => `./${main.folder}`),
		...(compose && { needs: compose.needs }),
		...(service.profiles?.port && { pprofPort: service.profiles.port }),
	};
}

function expectGolden(file: string, text: string): void {
	if (process.env.UPDATE_GOLDENS === "1") writeFileSync(file, text);
	if (!existsSync(file) || readFileSync(file, "utf8") !== text)
		throw new Error(
			`${file} is not what is written now.\nTo rewrite it: UPDATE_GOLDENS=1 npm run --silent jest -- test/survey\n${text}`,
		);
}
