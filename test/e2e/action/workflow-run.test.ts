import { expect, test } from "@jest/globals";
import { explained, openBed, RUN_MS, stepOf } from "./bed.ts";
import { pullRequest, workflowRun } from "./events.ts";
import { readmeYaml } from "./readme.ts";
import { FORK_TOKEN } from "./tokens.ts";
import { workflow } from "./workflow.ts";

// The README's second workflow, which comments on what a fork's run left.
const bed = openBed();

test(
	"a fork's run leaves its artifact, and a workflow_run posts the comment, twice",
	async () => {
		const { writes, artifacts, headOf, setHead } = bed.github();
		const shop = await bed.shop({
			"leaks.yml": workflow("pull_request", { artifact: "always" }),
			"leak-comment.yml": readmeYaml("workflow_run:"),
		});
		const number = await bed.pull(true);
		const headSha = shop.toPull({ leaks: true });
		setHead(number, headSha);
		const head = await headOf(number);
		const measure = async () => {
			const runId = bed.nextRun();
			const run = await bed.run({
				source: shop.source,
				event: pullRequest({ number, headSha, fromFork: true }),
				runId,
				token: FORK_TOKEN,
			});
			explained(run, () => {
				expect(run.passed).toBe(false);
				expect(artifacts.of(runId)).toHaveLength(1);
			});
			return runId;
		};
		const comment = async (
			runId: number,
			conclusion: "failure" | "cancelled" = "failure",
		) => {
			const run = await bed.run({
				source: shop.source,
				event: workflowRun({ runId, headSha, head, conclusion }),
				runId: bed.nextRun(),
			});
			explained(run, () => expect(run.passed).toBe(true));
			return { step: stepOf(run, "0"), ours: await bed.ours(number) };
		};

		// Of a run that was cancelled, or is not of the newest push, nothing is said.
		const measured = await measure();
		const cancelled = await comment(measured, "cancelled");
		setHead(number, "0".repeat(40));
		const late = await comment(measured);
		setHead(number, headSha);
		for (const { step, ours } of [cancelled, late]) {
			expect(ours).toEqual([]);
			expect(step.annotations.map(({ level }) => level)).toEqual(["notice"]);
		}

		const first = await comment(measured);
		expect(first.ours).toHaveLength(1);
		expect(first.ours[0]?.body).toMatch(/^### ❌ .*orders.*client\.go:38/mu);
		expect(first.step.summary).toMatch(/^### ❌ .*orders/u);
		const second = await comment(await measure());
		expect(second.ours).toEqual(first.ours);
		expect(writes.filter((one) => !one.endsWith(" 403"))).toEqual([
			`POST /repos/acme/shop/issues/${number}/comments 201`,
		]);
	},
	4 * RUN_MS,
);
