import { expect, test } from "@jest/globals";
import { explained, openBed, RUN_MS, stepOf } from "./bed.ts";
import { mergeGroup, pullRequest } from "./events.ts";
import { workflow } from "./workflow.ts";

// Runs that differ in what started them, and in which of them is the newer.
const bed = openBed();

test.each([
	["a new leak is stopped", false, "fail", /^### ❌ .*new since its base/mu],
	["an old one is let pass", true, "pass", /^### ✅ .*as its base does/mu],
] as const)(
	"a merge queue, twice: %s, and there is nobody to comment to",
	async (_what, isOld, outcome, says) => {
		const { writes } = bed.github();
		const before = writes.length;
		const shop = await bed.shop({
			"leaks.yml": workflow("merge_group", { base: "build" }),
		});
		const baseSha = shop.toMain({ leaks: isOld });
		const headSha = shop.toPull({ leaks: true, more: "fail_on: new\n" });
		for (const _ of ["first", "second"]) {
			const run = await bed.run({
				source: shop.source,
				event: mergeGroup(headSha, baseSha),
				runId: bed.nextRun(),
			});
			explained(run, () => {
				const { outputs, summary } = stepOf(run);
				expect(run.passed).toBe(outcome === "pass");
				expect(outputs.outcome).toBe(outcome);
				expect(summary).toMatch(says);
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
