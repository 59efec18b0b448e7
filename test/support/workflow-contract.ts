import { expect } from "@jest/globals";
import { parse } from "yaml";

/** What every workflow that init writes must be, whatever the repository is called. */
export function expectSoundWorkflow(text: string): void {
	const workflow = parse(text, { strict: true });
	expect(Object.keys(workflow)).toEqual([
		"name",
		"on",
		"permissions",
		"concurrency",
		"jobs",
	]);
	expect(Object.keys(workflow.on)).toEqual(["pull_request", "push"]);
	expect(workflow.permissions).toEqual({});
	expect(workflow.concurrency["cancel-in-progress"]).toBe(true);
	expect(Object.keys(workflow.jobs)).toEqual(["leak-budget"]);
	const job = workflow.jobs["leak-budget"];
	expect(job.permissions).toEqual({
		contents: "read",
		"pull-requests": "write",
	});
	expect(job["timeout-minutes"]).toBeGreaterThan(0);
	expect(job.steps[0].with).toEqual({
		"fetch-depth": 2,
		"persist-credentials": false,
	});
	const uses = job.steps.flatMap((step: { uses?: string }) => step.uses ?? []);
	expect(uses.at(-1)).toBe("owner/go-leak-budget@v1");
	for (const one of uses.slice(0, -1))
		expect(one).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
	// Beside each sha the version that it is of.
	for (const line of text
		.split("\n")
		.filter((one) => /@[0-9a-f]{40}/.test(one)))
		expect(line).toMatch(/ # v\d+\.\d+\.\d+$/);
	const expressions = [...text.matchAll(/\$\{\{(.*?)\}\}/g)].map(([, inside]) =>
		inside?.trim(),
	);
	expect(new Set(expressions)).toEqual(
		new Set([
			"github.workflow",
			"github.event.pull_request.number || github.sha",
		]),
	);
}
