import { expect, test } from "@jest/globals";
import { judgeFolder } from "../src/engine.ts";
import type { EvidenceEvent } from "../src/model/evidence.ts";
import type { StackBudget } from "../src/model/plan.ts";
import { BUDGETS, countersWith, planWith } from "./support/evidence.ts";

const limitOf = (match: string): StackBudget => ({ match, budgets: BUDGETS });

const EVENTS: readonly EvidenceEvent[] = [
	{
		type: "plan",
		format: 1,
		plan: planWith({ stacks: [limitOf("shop/own.*")] }),
	},
	...[0, 1].map(
		(round): EvidenceEvent => ({
			type: "settled",
			settled: {
				round,
				settling: "quiet",
				settledMs: 1000,
				patient: true,
				over: [],
				late: [],
				counters: countersWith(),
			},
		}),
	),
	{ type: "timing", name: "total", ms: 5000 },
];
const folder = {
	events: () => EVENTS,
	read: () => {
		throw new Error("no profile is named");
	},
};

test("a folder is judged by its own rules, or by all of the others' and none of its own", () => {
	const judgedStacks = (
		...rules: readonly [Parameters<typeof judgeFolder>[1]?]
	) => judgeFolder(folder, ...rules).findings.map(({ stacks }) => stacks);
	expect(judgedStacks()).toEqual([undefined, "shop/own.*"]);
	expect(judgedStacks({ budgets: BUDGETS })).toEqual([undefined]);
	expect(
		judgedStacks({ budgets: [], stacks: [limitOf("shop/other.*")] }),
	).toEqual(["shop/other.*"]);
});
