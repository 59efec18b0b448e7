import { appendFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { baseFolder, copyBase } from "../../src/adapters/evidence/base.ts";
import { readEvidence } from "../../src/adapters/evidence/read.ts";
import { judgeFolder } from "../../src/engine.ts";
import { BUDGETS } from "../support/evidence.ts";
import { leakingFolder } from "../support/leaking-folder.ts";
import { scratchFolder } from "../support/scratch.ts";

const scratch = scratchFolder();
let runs = 0;

/** A run that leaks, with a run beside it that leaks alike; `ref` as a run with a base notes it. */
function runWithBase(ref?: string): string {
	runs += 1;
	const folder = leakingFolder(join(scratch, String(runs)));
	copyBase(leakingFolder(join(scratch, String(runs), "earlier")), folder);
	if (ref !== undefined)
		appendFileSync(
			join(folder, "evidence", "journal.jsonl"),
			`${JSON.stringify({ type: "base", ref })}\n`,
		);
	return folder;
}

const LENIENT = { budgets: BUDGETS, failOn: "new" } as const;

test("a folder is judged against the base that it names, by the same rules", () => {
	const reader = readEvidence(runWithBase("0f1e"));
	expect(judgeFolder(reader)).toMatchObject({
		outcome: "fail",
		base: { ref: "0f1e", outcome: "fail", trusted: true },
		culprits: [{ since: "already", was: 100 }],
	});
	expect(judgeFolder(reader, LENIENT).outcome).toBe("pass");
	const loose = { budgets: [], failOn: "new" } as const;
	expect(judgeFolder(reader, loose).base?.outcome).toBe("pass");
});

test("what merely lies there is no base, and another may be named", () => {
	const reader = readEvidence(runWithBase());
	expect(judgeFolder(reader)).not.toHaveProperty("base");
	const folder = readEvidence(runWithBase());
	expect(judgeFolder(reader, LENIENT, { ref: "other", folder })).toMatchObject({
		outcome: "pass",
		base: { ref: "other" },
	});
});

test.each([
	["journal", "evidence/journal.jsonl", "cannot be read"],
	["last profile", "evidence/after-3/goroutine.pb.gz", "cannot be read"],
])("a base without its %s leaves the run its verdict", (_, path, why) => {
	const folder = runWithBase("0f1e");
	const reader = {
		...readEvidence(folder),
		base: readEvidence(baseFolder(folder)),
	};
	rmSync(join(baseFolder(folder), path));
	const verdict = judgeFolder(reader, LENIENT);
	expect(verdict).toMatchObject({
		outcome: "fail",
		problems: [],
		base: { ref: "0f1e", outcome: "undecided", trusted: false },
		culprits: [{ function: expect.stringContaining("Fetch") }],
	});
	expect(verdict.base?.why).toContain(why);
	expect(verdict.notes.join()).toContain("every leak counts");
});

test("a run whose own profile is damaged is undecided, whatever its base", () => {
	const folder = runWithBase("0f1e");
	rmSync(join(folder, "evidence/after-3/goroutine.pb.gz"));
	expect(judgeFolder(readEvidence(folder))).toMatchObject({
		outcome: "undecided",
		problems: [{ code: "evidence-unreadable" }],
	});
});
