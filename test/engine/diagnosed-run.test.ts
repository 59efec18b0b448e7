import { expect, test } from "@jest/globals";
import { judgeFolder } from "../../src/engine.ts";
import type { EvidenceEvent } from "../../src/model/evidence.ts";
import { countersWith, planWith } from "../support/evidence.ts";
import { profileBytes } from "../support/profile-bytes.ts";

/** Three rounds, each of which leaves ten goroutines behind. */
const ROUNDS = [0, 1, 2, 3];
const EVENTS: readonly EvidenceEvent[] = [
	{ type: "plan", format: 1, plan: planWith() },
	...ROUNDS.flatMap((round): readonly EvidenceEvent[] => [
		{
			type: "snapshot",
			snapshot: {
				moment: round === 0 ? "before" : "after",
				round,
				profiles: { goroutine: `${round}` },
			},
		},
		{
			type: "settled",
			settled: {
				round,
				settling: "flat",
				settledMs: 1000,
				patient: true,
				over: [],
				late: [],
				counters: countersWith({ goroutines: 10 + 10 * round }),
			},
		},
	]),
	{ type: "timing", name: "total", ms: 5000 },
];

/** The stack of the leaked ones, leaf first. */
function culpritsOf(functions: readonly string[]) {
	return judgeFolder({
		events: () => EVENTS,
		read: (path) =>
			profileBytes({
				sampleTypes: [["goroutine", "count"]],
				functions: functions.map((name, index) => ({ id: index + 1, name })),
				locations: functions.map((_, index) => ({
					id: index + 1,
					lines: [[index + 1, 300]],
				})),
				samples: [
					{
						locations: functions.map((_, index) => index + 1),
						values: [1 + 10 * Number(path)],
					},
				],
			}),
	}).culprits;
}

test("every judged run has what the catalogue says of its culprits", () => {
	const sends = ["runtime.gopark", "runtime.chansend", "main.send"];
	expect(culpritsOf(sends)).toMatchObject([
		{ growth: 10, diagnosis: { id: "send-without-receiver" } },
	]);
});

test("of a stack that it does not know it says null", () => {
	const unknown = ["runtime.gopark", "runtime.newReasonOfGo140", "main.send"];
	expect(culpritsOf(unknown)).toMatchObject([{ growth: 10, diagnosis: null }]);
});
