import { describe, expect, test } from "@jest/globals";
import { goroutineGroups } from "../../src/judge/groups.ts";
import { judge } from "../../src/judge/judge.ts";
import { profileBuilder } from "../../src/pprof/profile-builder.ts";
import { stacksOfRun } from "../../src/pprof/stacks-of-run.ts";
import { writeProfile } from "../../src/pprof/write.ts";
import { evidenceOf } from "../support/evidence.ts";

const MILLION = 1_000_000;
const IDLE = 10;
const ROUNDS = [0, 1, 2, 3];
const total = (counts: readonly number[]) =>
	counts.reduce((sum, one) => sum + one, 0);

/** Each of them as bytes of profile.proto, read and judged as those of a run are. */
describe.each([
	{ functions: 1, samples: 1 },
	{ functions: 10_000, samples: 1 },
	{ functions: 1, samples: 100_000 },
])(
	"a million goroutines more each round, in $functions functions and $samples samples of each",
	(spread) => {
		const evidence = evidenceOf(
			ROUNDS.map((round) => round * MILLION + IDLE),
			{
				snapshots: ROUNDS.map((round) => ({
					moment: round === 0 ? "before" : "after",
					round,
					profiles: { goroutine: `${round}` },
				})),
			},
		);
		const stacksAt = stacksOfRun(evidence, (path) =>
			goroutines(Number(path) * MILLION, spread),
		);

		test("are a million in the judge's groups", () => {
			const groups = [
				...goroutineGroups(stacksAt("goroutine", 1) ?? []).values(),
			];
			expect(groups).toHaveLength(spread.functions + 1);
			expect(total(groups.map(({ count }) => count))).toBe(MILLION + IDLE);
		});

		test("are a million in the verdict and in what it blames", () => {
			const { outcome, findings, culprits } = judge(evidence, stacksAt);
			expect(outcome).toBe("fail");
			expect(findings).toMatchObject([
				{
					kind: "leak",
					before: IDLE,
					after: 3 * MILLION + IDLE,
					growth: MILLION,
				},
			]);
			expect(culprits).toHaveLength(spread.functions);
			expect(total(culprits.map(({ growth }) => growth))).toBe(MILLION);
		});
	},
);

function goroutines(
	count: number,
	{ functions, samples }: { functions: number; samples: number },
): Uint8Array {
	const builder = profileBuilder({
		sampleTypes: [{ type: "goroutine", unit: "count" }],
	});
	const location = (name: string, address: number) => {
		const called = { name, systemName: name, file: "/f.go", startLine: 0 };
		const lines = [{ func: builder.func(called), line: 1, column: 0 }];
		return builder.location({ mapping: -1, address, lines, folded: false });
	};
	builder.sample([location("main.idle", 1)], [IDLE], []);
	const each = count / functions / samples;
	for (let place = 0; place < functions && count > 0; place++)
		for (let sample = 0; sample < samples; sample++)
			builder.sample(
				[location(`main.leak${place}`, sample % 1000)],
				[each],
				[{ key: "user", text: `${sample % 999}` }],
			);
	return writeProfile(builder.build());
}
