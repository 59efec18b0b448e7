import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "@jest/globals";
import {
	filesIn,
	uploadEvidence,
} from "../../../src/adapters/artifacts/upload.ts";
import { manualClock } from "../../support/manual-clock.ts";
import { scratchFolder } from "../../support/scratch.ts";

const scratch = scratchFolder();

// What the runner takes is tried with the real library in test/e2e/action.
test.each([
	[
		"a runner without artifacts",
		{},
		/takes no artifacts.*upload-artifact.*include-hidden-files: true/,
	],
	[
		"GitHub Enterprise Server",
		{
			GITHUB_SERVER_URL: "https://github.acme.example",
			ACTIONS_RUNTIME_TOKEN: "t",
			ACTIONS_RESULTS_URL: "http://127.0.0.1:1",
		},
		/Enterprise Server.*upload-artifact \(v3/,
	],
	[
		"a token that is none",
		{
			ACTIONS_RUNTIME_TOKEN: "t",
			ACTIONS_RESULTS_URL: "http://127.0.0.1:1",
		},
		/./,
	],
])("%s: a sentence that says what to do", async (_, environment, said) => {
	const uploaded = await uploadEvidence({
		name: "leak-budget-shop-attempt-1",
		folder: "test/support",
		environment,
		clock: manualClock(),
	});
	expect(uploaded).toEqual({ failed: expect.stringMatching(said) });
});

// Attack 111.
test("what goes up is what a run and its base wrote: no link, nothing of anybody else", () => {
	const ours = [
		"verdict.json",
		"report.md",
		"report.html",
		"evidence/journal.jsonl",
		"evidence/after-1/heap.pb.gz",
		"evidence/logs/service.log",
		"base/verdict.json",
		"base/evidence/journal.jsonl",
	];
	const foreign = [
		".env",
		"evidence.txt",
		"base/secret",
		"base/base/verdict.json",
		"other/evidence/journal.jsonl",
	];
	const folder = join(scratch, "run");
	for (const path of [...ours, ...foreign]) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), "");
	}
	symlinkSync("/etc/passwd", join(folder, "evidence/passwd"));
	symlinkSync("/etc", join(folder, "evidence/etc"));
	symlinkSync("/etc/passwd", join(folder, "base/report.md"));
	expect(
		filesIn(folder)
			.map((path) => relative(folder, path))
			.toSorted(),
	).toEqual(ours.toSorted());

	const linked = join(scratch, "linked");
	mkdirSync(linked);
	symlinkSync(join(folder, "evidence"), join(linked, "evidence"));
	expect(filesIn(linked)).toEqual([]);
});
