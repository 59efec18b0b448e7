import { expect, test } from "@jest/globals";
import { baseOfEvent } from "../../../src/adapters/github/base-of-event.ts";
import type { Kept } from "../../../src/adapters/github/baseline-cache.ts";
import { keepBaseline } from "../../../src/adapters/github/keep-baseline.ts";
import type { Outcome } from "../../../src/model/verdict.ts";
import { fakeToolkit } from "../../support/fake-toolkit.ts";

const MAIN = "refs/heads/main";
const QUEUE = "refs/heads/gh-readonly-queue/main/pr-7-0";
const PAYLOAD = { repository: { default_branch: "main" } };
const PULL = { ...PAYLOAD, pull_request: { number: 7 } };

/** The folders that were kept of such a run, and what was said. */
async function keptOf(
	name: string,
	ref: string,
	payload: unknown,
	outcome: Outcome = "pass",
	answer: Kept = { key: "the key" },
) {
	const folders: string[] = [];
	const { toolkit, said, log } = fakeToolkit();
	await keepBaseline({
		baselines: {
			bring: async () => ({ missing: "" }),
			keep: async (folder) => {
				folders.push(folder);
				return answer;
			},
		},
		verdict: { outcome },
		folder: "out",
		event: baseOfEvent({ GITHUB_EVENT_NAME: name, GITHUB_REF: ref }, payload),
		toolkit,
	});
	return { folders, said, log: log() };
}

test.each<[string, string, unknown, Outcome]>([
	["push", MAIN, PAYLOAD, "pass"],
	["push", MAIN, PAYLOAD, "fail"],
	["workflow_dispatch", MAIN, PAYLOAD, "pass"],
	// Its payload need not know the repository.
	["schedule", MAIN, { schedule: "0 4 * * 1" }, "pass"],
])("%s of %s, with %j, is kept: %s", async (name, ref, payload, outcome) => {
	const { folders, log } = await keptOf(name, ref, payload, outcome);
	expect(folders).toEqual(["out"]);
	expect(log).toContain("the key");
});

test.each<[string, string, unknown, Outcome]>([
	["push", MAIN, PAYLOAD, "undecided"],
	["push", "refs/heads/topic", PAYLOAD, "pass"],
	["push", "refs/tags/main", PAYLOAD, "pass"],
	["push", MAIN, undefined, "pass"],
	["workflow_dispatch", "refs/heads/topic", PAYLOAD, "pass"],
	["pull_request", "refs/pull/7/merge", PULL, "pass"],
	// These run on the default branch, with code that may be anybody's.
	["pull_request_target", MAIN, PULL, "pass"],
	["workflow_run", MAIN, PAYLOAD, "pass"],
	["issue_comment", MAIN, PAYLOAD, "pass"],
	["merge_group", QUEUE, PAYLOAD, "pass"],
])("%s of %s, with %j, is not: %s", async (name, ref, payload, outcome) => {
	const { folders, said, log } = await keptOf(name, ref, payload, outcome);
	expect([folders, said, log]).toEqual([[], [], ""]);
});

test("what cannot be kept is a warning", async () => {
	const why = "The baseline is larger than 64 MiB.";
	const { said } = await keptOf("push", MAIN, PAYLOAD, "pass", { why });
	expect(said).toEqual([
		expect.stringMatching(/^warning .*larger than 64 MiB/),
	]);
});
