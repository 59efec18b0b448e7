import { expect, test } from "@jest/globals";
import { explained, openBed, RUN_MS } from "./bed.ts";
import { pullRequest } from "./events.ts";
import { readmeYaml } from "./readme.ts";

// The README's matrix: legs measure and leave artifacts, the last job says it all in one comment.
const bed = openBed();

test(
	"a matrix of three, twice: one comment, a section each, the worst first; a leg that runs again is the one that counts",
	async () => {
		const { writes, artifacts } = bed.github();
		const shop = await bed.shop({ "leaks.yml": readmeYaml("matrix: {") });
		const number = await bed.pull();
		const headSha = shop.toPull({
			leaks: true,
			monorepo: { shop: false, search: true, pay: false },
		});
		const push = async (runId: number, again?: { readonly leg: string }) => {
			const run = await bed.run({
				source: shop.source,
				event: pullRequest({ number, headSha }),
				runId,
				...(again && { ...again, attempt: 2 }),
			});
			const [comment, ...twins] = await bed.ours(number);
			explained(run, () => expect(twins).toEqual([]));
			const left = artifacts.of(runId).map(({ name }) => name);
			return { run, comment, left: left.sort() };
		};

		const first = await push(bed.nextRun());
		explained(first.run, () => {
			expect(first.run.passed).toBe(false);
			expect(first.left).toEqual([
				"leak-budget-pay-attempt-1",
				"leak-budget-search-attempt-1",
				"leak-budget-shop-attempt-1",
			]);
			expect(headings(first.comment?.body)).toEqual([
				"### ❌ 1 of 3 over budget",
				expect.stringMatching(/^#### ❌ search leaks .*client\.go:38/u),
				expect.stringMatching(/^#### ✅ pay is within budget/u),
				expect.stringMatching(/^#### ✅ shop is within budget/u),
			]);
		});
		const runId = bed.nextRun();
		const second = await push(runId);
		expect(second.comment).toEqual(first.comment);

		// As if chance had been at work: the same commit, another verdict.
		shop.toPull({
			leaks: false,
			monorepo: { shop: false, search: false, pay: false },
		});
		const again = await push(runId, { leg: "service:search" });
		explained(again.run, () => {
			expect(again.run.passed).toBe(true);
			expect(again.left).toEqual([
				"leak-budget-pay-attempt-1",
				"leak-budget-search-attempt-1",
				"leak-budget-search-attempt-2",
				"leak-budget-shop-attempt-1",
			]);
			expect(headings(again.comment?.body)).toEqual([
				"### ✅ all 3 within budget",
				expect.stringMatching(/^#### ✅ pay /u),
				expect.stringMatching(/^#### ✅ search /u),
				expect.stringMatching(/^#### ✅ shop /u),
			]);
		});
		expect(writes).toEqual([
			`POST /repos/acme/shop/issues/${number}/comments 201`,
			`PATCH /repos/acme/shop/issues/comments/${first.comment?.id} 200`,
		]);
	},
	3 * RUN_MS,
);

function headings(body = ""): readonly string[] {
	return body.match(/^#+ .*$/gmu) ?? [];
}
