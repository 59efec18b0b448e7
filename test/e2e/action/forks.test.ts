import { expect, test } from "@jest/globals";
import { explained, openBed, RUN_MS, stepOf } from "./bed.ts";
import { pullRequest } from "./events.ts";
import { FORK_TOKEN } from "./tokens.ts";
import { workflow } from "./workflow.ts";

// GitHub gives the run of a fork's pull request a token that may only read.
const bed = openBed();

test.each([
	["leaks", true, "fail", /^### ❌ /u],
	["is clean", false, "pass", /^### ✅ /u],
] as const)(
	"a fork that %s, twice: nothing is written, and nothing is lost",
	async (_what, leaks, outcome, says) => {
		const { writes } = bed.github();
		const shop = await bed.shop({ "leaks.yml": workflow("pull_request") });
		const headSha = shop.toPull({ leaks });
		const number = await bed.pull(true);
		for (const _ of ["first", "second"]) {
			const run = await bed.run({
				source: shop.source,
				event: pullRequest({ number, headSha, fromFork: true }),
				runId: bed.nextRun(),
				token: FORK_TOKEN,
			});
			const ours = await bed.ours(number);
			explained(run, () => {
				const { outputs, annotations, summary, text } = stepOf(run);
				expect(run.passed).toBe(outcome === "pass");
				expect(outputs.outcome).toBe(outcome);
				expect(summary).toMatch(says);
				const at = annotations.map(({ level, file }) => [level, file]);
				if (leaks) expect(at).toContainEqual(["error", CLIENT]);
				// The recipe that is rid of it.
				expect(annotations).toContainEqual(
					expect.objectContaining({
						level: "notice",
						message: expect.stringContaining("workflow_run"),
					}),
				);
				// All of the report, also where nobody sees the summary.
				expect(text).toContain(summary.trim().split("\n")[0]);
				expect(ours).toEqual([]);
			});
		}
		expect(writes.filter((one) => !one.endsWith(" 403"))).toEqual([]);
	},
	2 * RUN_MS,
);

const CLIENT = "internal/orders/client.go";
