import { expect, test } from "@jest/globals";
import { explained, openBed, RUN_MS, stepOf } from "./bed.ts";
import { pullRequest } from "./events.ts";
import type { Commit } from "./shop.ts";
import { workflow } from "./workflow.ts";

// Each scene is one pull request, its workflow run twice: one comment, and no second word about the same news.
const bed = openBed();

interface Scene {
	readonly name: string;
	/** On main. */
	readonly base?: Commit;
	readonly head: Commit;
	/** The step's `with`. */
	readonly inputs?: Readonly<Record<string, string>>;
	readonly outcome: "pass" | "fail";
	/** That the comment, and the summary, say. */
	readonly says: readonly RegExp[];
	/** Level and file of each. */
	readonly annotations: readonly (readonly [string, string])[];
}

const LEAKS: Commit = { leaks: true };
const NEW_ALONE = "fail_on: new\n";
const CLIENT = "internal/orders/client.go";
const SCENES: readonly Scene[] = [
	{
		name: "clean",
		head: { leaks: false },
		outcome: "pass",
		says: [/^### ✅ .*orders.* is within budget/mu],
		annotations: [],
	},
	{
		name: "leaking",
		head: LEAKS,
		outcome: "fail",
		says: [/^### ❌ .*orders.* leaks .*client\.go:38/mu],
		// The second is the step's own failure.
		annotations: [
			["error", CLIENT],
			["error", ""],
		],
	},
	{
		name: "leaking like its base",
		base: LEAKS,
		head: { ...LEAKS, more: NEW_ALONE },
		inputs: { base: "build" },
		outcome: "pass",
		says: [/^### ✅ .*orders.* leaks as its base does, and no more/mu],
		annotations: [["warning", CLIENT]],
	},
	{
		name: "mended",
		base: LEAKS,
		head: { leaks: false, more: NEW_ALONE },
		inputs: { base: "build" },
		outcome: "pass",
		says: [/^### ✅ /mu, /^🎉 Mended: .*client\.go/mu],
		annotations: [],
	},
	{
		name: "moved lines only",
		base: LEAKS,
		head: { ...LEAKS, edit: moved, more: NEW_ALONE },
		inputs: { base: "build" },
		outcome: "pass",
		says: [/leaks as its base does, and no more/u, /client\.go:41/u],
		annotations: [["warning", CLIENT]],
	},
];

function moved(client: string): string {
	return client.replace(
		"package orders\n",
		"package orders\n\n// Moved\n// down.\n",
	);
}

test.each(SCENES)(
	"$name",
	async (scene) => {
		const { writes, artifacts } = bed.github();
		const shop = await bed.shop({
			"leaks.yml": workflow("pull_request", scene.inputs),
		});
		if (scene.base) shop.toMain(scene.base);
		const headSha = shop.toPull(scene.head);
		const number = await bed.pull();
		const before = writes.length;
		const once = async () => {
			const runId = bed.nextRun();
			const run = await bed.run({
				source: shop.source,
				event: pullRequest({ number, headSha }),
				runId,
			});
			const step = stepOf(run);
			const ours = await bed.ours(number);
			explained(run, () => {
				expect(run.passed).toBe(scene.outcome === "pass");
				expect(step.outputs.outcome).toBe(scene.outcome);
				expect(
					step.annotations.map(({ level, file }) => [level, file]),
				).toEqual(scene.annotations);
				expect(ours).toHaveLength(1);
				// The evidence of what is not green.
				expect(artifacts.of(runId).map(({ name }) => name)).toEqual(
					scene.outcome === "pass" ? [] : ["leak-budget-orders-attempt-1"],
				);
				for (const words of scene.says) {
					expect(step.summary).toMatch(words);
					expect(ours[0]?.body).toMatch(words);
				}
			});
			return ours;
		};

		const first = await once();
		const second = await once();
		expect(second).toEqual(first);
		expect(writes.slice(before)).toEqual([
			`POST /repos/acme/shop/issues/${number}/comments 201`,
		]);
	},
	2 * RUN_MS,
);
