import { expect, test } from "@jest/globals";
import { explained, openBed, RUN_MS, stepOf } from "./bed.ts";
import { type Event, pullRequest, pushToMain } from "./events.ts";
import type { Commit } from "./shop.ts";
import { CI_TOKEN, FORK_TOKEN } from "./tokens.ts";
import { workflow } from "./workflow.ts";

// What the default branch's runs save is what pull requests are compared with.
const bed = openBed();
const LEAKS: Commit = { leaks: true, more: "fail_on: new\n" };

test(
	"base: cache on two pushes to main, then on a pull request and on a fork's, twice each",
	async () => {
		const { writes } = bed.github();
		const shop = await bed.shop({
			"leaks.yml": workflow(
				"{ push: { branches: [main] }, pull_request: {} }",
				{
					base: "cache",
				},
			),
		});
		const run = async (event: Event, token = CI_TOKEN) =>
			await bed.run({
				source: shop.source,
				event,
				runId: bed.nextRun(),
				token,
			});

		// With nothing to compare with every leak counts, once.
		const first = await run(pushToMain(shop.toMain(LEAKS)));
		const second = await run(pushToMain(shop.toMain(LEAKS)));
		explained(first, () => {
			expect(first.passed).toBe(false);
			expect(stepOf(first).summary).toContain("There is no base");
		});
		const asInBase = /^### ✅ .*leaks as its base does, and no more/mu;
		explained(second, () => {
			expect(second.passed).toBe(true);
			expect(stepOf(second).summary).toMatch(asInBase);
		});

		const headSha = shop.toPull(LEAKS);
		for (const fromFork of [false, true]) {
			const number = await bed.pull(fromFork);
			const event = pullRequest({ number, headSha, fromFork });
			const token = fromFork ? FORK_TOKEN : CI_TOKEN;
			for (const _ of ["first", "second"]) {
				const compared = await run(event, token);
				const ours = await bed.ours(number);
				explained(compared, () => {
					expect(compared.passed).toBe(true);
					expect(stepOf(compared).summary).toMatch(asInBase);
					expect(ours).toHaveLength(fromFork ? 0 : 1);
				});
			}
		}
		expect(writes.filter((one) => !one.endsWith(" 403"))).toHaveLength(1);
	},
	6 * RUN_MS,
);
