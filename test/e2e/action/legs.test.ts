import { expect, test } from "@jest/globals";
import { explained, openBed, RUN_MS } from "./bed.ts";
import { pullRequest, workflowRun } from "./events.ts";
import { readmeYaml } from "./readme.ts";
import { FORK_TOKEN } from "./tokens.ts";
import { workflow } from "./workflow.ts";

// Runs that measure and leave artifacts, and what says it all in one comment.
const bed = openBed();

test(
	"a matrix of three, twice: one comment, a section each, the worst first",
	async () => {
		const { writes, artifacts } = bed.github();
		const before = writes.length;
		const shop = await bed.shop({
			"leaks.yml": readmeYaml("matrix: {"),
		});
		const number = await bed.pull();
		const headSha = shop.toPull({
			leaks: true,
			monorepo: { shop: false, search: true, pay: false },
		});
		const comments: unknown[] = [];
		for (const _ of ["first", "second"]) {
			const runId = bed.nextRun();
			const run = await bed.run({
				source: shop.source,
				event: pullRequest({ number, headSha }),
				runId,
			});
			const ours = await bed.ours(number);
			explained(run, () => {
				expect(run.passed).toBe(false);
				expect(
					artifacts
						.of(runId)
						.map(({ name }) => name)
						.sort(),
				).toEqual([
					"leak-budget-pay-attempt-1",
					"leak-budget-search-attempt-1",
					"leak-budget-shop-attempt-1",
				]);
				expect(ours).toHaveLength(1);
				const headings = ours[0]?.body.match(/^#+ .*$/gmu);
				expect(headings).toEqual([
					"### ❌ 1 of 3 over budget",
					expect.stringMatching(/^#### ❌ search leaks .*client\.go:38/u),
					expect.stringMatching(/^#### ✅ pay is within budget/u),
					expect.stringMatching(/^#### ✅ shop is within budget/u),
				]);
			});
			comments.push(ours);
		}
		expect(comments[1]).toEqual(comments[0]);
		expect(writes.slice(before)).toEqual([
			`POST /repos/acme/shop/issues/${number}/comments 201`,
		]);
	},
	2 * RUN_MS,
);

test(
	"a fork's run leaves its artifact, and a workflow_run posts the comment, twice",
	async () => {
		const { writes, artifacts, headOf, setHead } = bed.github();
		const before = writes.length;
		const shop = await bed.shop({
			"leaks.yml": workflow("pull_request", { artifact: "always" }),
			"leak-comment.yml": readmeYaml("workflow_run:"),
		});
		const number = await bed.pull(true);
		const headSha = shop.toPull({ leaks: true });
		setHead(number, headSha);
		const head = await headOf(number);
		const bodies: unknown[] = [];
		for (const _ of ["first", "second"]) {
			const measured = bed.nextRun();
			const fork = await bed.run({
				source: shop.source,
				event: pullRequest({ number, headSha, fromFork: true }),
				runId: measured,
				token: FORK_TOKEN,
			});
			explained(fork, () => {
				expect(fork.passed).toBe(false);
				expect(artifacts.of(measured)).toHaveLength(1);
			});
			const run = await bed.run({
				source: shop.source,
				event: workflowRun({
					runId: measured,
					headSha,
					head,
					conclusion: "failure",
				}),
				runId: bed.nextRun(),
			});
			const ours = await bed.ours(number);
			explained(run, () => {
				expect(run.passed).toBe(true);
				expect(ours).toHaveLength(1);
				expect(ours[0]?.body).toMatch(/^### ❌ .*orders/mu);
				expect(ours[0]?.body).toContain("client.go:38");
			});
			bodies.push(ours);
		}
		expect(bodies[1]).toEqual(bodies[0]);
		expect(writes.slice(before).filter((one) => !one.endsWith(" 403"))).toEqual(
			[`POST /repos/acme/shop/issues/${number}/comments 201`],
		);
	},
	4 * RUN_MS,
);
