import { expect, test } from "@jest/globals";
import { explained, openBed, RUN_MS, stepOf } from "./bed.ts";
import { mergeGroup, pullRequest } from "./events.ts";
import { workflow } from "./workflow.ts";

// Runs that differ in what started them, and in which of them is the newer.
const bed = openBed();

test(
	"a merge queue, twice: the gate holds, and there is nobody to comment to",
	async () => {
		const { writes } = bed.github();
		const before = writes.length;
		const shop = await bed.shop({ "leaks.yml": workflow("merge_group") });
		const baseSha = shop.toMain({ leaks: false });
		const headSha = shop.toPull({ leaks: true });
		for (const _ of ["first", "second"]) {
			const run = await bed.run({
				source: shop.source,
				event: mergeGroup(headSha, baseSha),
				runId: bed.nextRun(),
			});
			explained(run, () => {
				const { outputs, summary, annotations } = stepOf(run);
				expect(run.passed).toBe(false);
				expect(outputs.outcome).toBe("fail");
				expect(summary).toMatch(/^### ❌ /u);
				expect(annotations.map(({ level }) => level)).toEqual([
					"error",
					"error",
				]);
			});
		}
		expect(writes.slice(before)).toEqual([]);
	},
	2 * RUN_MS,
);

test(
	"a rerun edits what its first attempt said; attempts and runs that are older leave it alone",
	async () => {
		const { writes, artifacts } = bed.github();
		const before = writes.length;
		const shop = await bed.shop({ "leaks.yml": workflow("pull_request") });
		const number = await bed.pull();
		const oldSha = shop.toPull({ leaks: true });
		const old = bed.nextRun();
		const headSha = shop.toPull({ leaks: true });
		const runId = bed.nextRun();
		const run = async (id: number, attempt: number, sha = headSha) =>
			await bed.run({
				source: shop.source,
				event: pullRequest({ number, headSha: sha }),
				runId: id,
				attempt,
			});

		await run(runId, 1);
		const [posted] = await bed.ours(number);
		expect(posted?.body).toContain("❌");

		// As if chance had been at work: the same commit, another verdict.
		shop.toPull({ leaks: false });
		await run(runId, 2);
		const second = await bed.ours(number);
		expect(second.map(({ id }) => id)).toEqual([posted?.id]);
		expect(second[0]?.body).toContain("✅");

		shop.toPull({ leaks: true });
		const first = await run(runId, 1);
		const older = await run(old, 3, oldSha);
		expect(await bed.ours(number)).toEqual(second);
		for (const late of [first, older]) {
			explained(late, () => {
				expect(stepOf(late).text).toContain("A newer run has commented");
				expect(late.passed).toBe(false);
			});
		}
		expect(writes.slice(before)).toEqual([
			`POST /repos/acme/shop/issues/${number}/comments 201`,
			`PATCH /repos/acme/shop/issues/comments/${posted?.id} 200`,
		]);
		expect(artifacts.of(old).map(({ name }) => name)).toEqual([
			"leak-budget-orders-attempt-3",
		]);
	},
	4 * RUN_MS,
);
