import { expect, test } from "@jest/globals";
import { parseForeignVerdict } from "../../../src/adapters/artifacts/foreign-verdict.ts";
import { readFromZip } from "../../../src/adapters/artifacts/read-zip.ts";
import { explained, openBed, RUN_MS, stepOf } from "./bed.ts";
import { pullRequest } from "./events.ts";
import type { Commit } from "./shop.ts";
import { workflow } from "./workflow.ts";

// One pull request, pushed to again and again: its comment follows.
const bed = openBed();
const EMPTY = new Uint8Array();

test(
	"a leak, its mend, and a mistake in the budget file: one comment, edited once",
	async () => {
		const { writes, artifacts } = bed.github();
		let runId = 0;
		const shop = await bed.shop({ "leaks.yml": workflow("pull_request") });
		const number = await bed.pull();
		const push = async (commit: Commit) => {
			runId = bed.nextRun();
			return await bed.run({
				source: shop.source,
				event: pullRequest({ number, headSha: shop.toPull(commit) }),
				runId,
			});
		};

		const leaking = await push({ leaks: true });
		const [posted] = await bed.ours(number);
		explained(leaking, () => {
			const { outputs, annotations } = stepOf(leaking);
			expect(Number(outputs["goroutines-growth"])).toBeGreaterThan(0);
			expect(Number(outputs["inuse-space-growth"])).not.toBeNaN();
			expect(annotations[0]).toMatchObject({
				level: "error",
				file: "internal/orders/client.go",
				line: "38",
			});
			expect(posted?.body).toContain("❌");
		});

		const mended = await push({ leaks: false });
		const [edited, ...twins] = await bed.ours(number);
		explained(mended, () => {
			expect(stepOf(mended).outputs).toMatchObject({
				outcome: "pass",
				"goroutines-growth": "0",
			});
			expect(twins).toEqual([]);
			expect(edited?.id).toBe(posted?.id);
			expect(edited?.body).toContain("✅");
		});

		const mistaken = await push({ leaks: true, more: "gorutines: 5\n" });
		const left = await bed.ours(number);
		explained(mistaken, () => {
			const { result, outputs, annotations } = stepOf(mistaken);
			expect({ result, outputs }).toEqual({ result: "failure", outputs: {} });
			expect(annotations[0]).toMatchObject({
				level: "error",
				file: ".github/leak-budget.yml",
				line: expect.stringMatching(/^\d+$/),
				message: expect.stringContaining("gorutines"),
			});
			expect(left).toEqual([edited]);
		});
		// For a comment on all legs: this one is not to be missing there.
		const [leg] = artifacts.of(runId);
		const json = await readFromZip(leg?.zip ?? EMPTY, "verdict.json", 100_000);
		expect(leg?.name).toBe("leak-budget-orders-attempt-1");
		expect(parseForeignVerdict(`${json}`).outcome).toBe("undecided");
		expect(writes).toEqual([
			`POST /repos/acme/shop/issues/${number}/comments 201`,
			`PATCH /repos/acme/shop/issues/comments/${posted?.id} 200`,
		]);
	},
	3 * RUN_MS,
);
