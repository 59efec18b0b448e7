import {
	appendFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	symlinkSync,
	truncateSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { baseFolder } from "../../../src/adapters/evidence/base.ts";
import { readEvidence } from "../../../src/adapters/evidence/read.ts";
import {
	type Baselines,
	baselineCache,
	STAGE,
} from "../../../src/adapters/github/baseline-cache.ts";
import { judgeFolder } from "../../../src/engine.ts";
import type { Clock } from "../../../src/ports.ts";
import { type FakeCache, fakeCache } from "../../support/fake-cache.ts";
import { leakingFolder } from "../../support/leaking-folder.ts";
import { scratchFolder } from "../../support/scratch.ts";

const scratch = scratchFolder();
const PREFIX = "go-leak-budget-1-0-linux-x64-";
const [A, B] = ["a".repeat(40), "b".repeat(40)] as const;

let workspace: string;
let cache: FakeCache;
/** A run that leaks, whose baseline may be kept, and a place for the run to come. */
let run: string;
let next: string;
beforeEach(() => {
	workspace = mkdtempSync(join(scratch, "workspace-"));
	cache = fakeCache(workspace, mkdtempSync(join(scratch, "store-")));
	run = leakingFolder(mkdtempSync(join(scratch, "run-")));
	writeFileSync(join(run, "verdict.json"), "{}\n");
	writeFileSync(join(run, "evidence/logs/service.log"), "secret");
	next = mkdtempSync(join(scratch, "next-"));
});

let runs = 0;

/** What the Action has on a run of that commit; nothing is late unless it is said to be. */
function on(sha: string, sleep: Clock["sleep"] = forever): Baselines {
	runs += 1;
	const run = { sha, run: runs, attempt: 1 };
	const clock = { now: () => 0, sleep };
	const load = async () => cache.library;
	return baselineCache({ workspace, prefix: PREFIX, run, clock, load });
}

const forever = () => new Promise<never>(() => {});

const base = () => readEvidence(next).base;
const entry = () => join(cache.entries[0]?.folder ?? "", STAGE);

test("a run that was kept is the base of the next, to the same verdict", async () => {
	const kept = await on(A).keep(run);
	expect(kept).toEqual({ key: `${PREFIX}${A}-${runs}-1` });
	expect(await on(B).bring(next, A)).toEqual({ ref: A.slice(0, 12) });
	const reader = base();
	expect(reader && judgeFolder(reader)).toEqual(judgeFolder(readEvidence(run)));
	expect(readdirSync(workspace)).toEqual([]);
});

test("what is kept is what a comparison reads, and no log, dump or base", async () => {
	mkdirSync(join(run, "base/evidence"), { recursive: true });
	writeFileSync(join(run, "evidence/before/goroutines.txt"), "secret");
	mkdirSync(join(run, "evidence/during-1"));
	writeFileSync(join(run, "evidence/during-1/heap.pb.gz"), "");
	const journal = join(run, "evidence/journal.jsonl");
	appendFileSync(
		journal,
		`${JSON.stringify({
			type: "snapshot",
			snapshot: {
				moment: "during",
				round: 1,
				profiles: { heap: "during-1/heap.pb.gz" },
			},
		})}\n`,
	);
	appendFileSync(
		journal,
		`${JSON.stringify({
			type: "snapshot",
			snapshot: {
				moment: "before",
				round: 0,
				profiles: {
					goroutine: "before/goroutine.pb.gz",
					goroutines: "before/goroutines.txt",
				},
			},
		})}\n`,
	);
	await on(A).keep(run);
	const files = readdirSync(entry(), { recursive: true, withFileTypes: true })
		.filter((one) => one.isFile())
		.map(({ parentPath, name }) => join(parentPath, name).slice(entry().length))
		.toSorted();
	expect(files).toEqual([
		"/.gitignore",
		"/evidence/after-1/goroutine.pb.gz",
		"/evidence/after-2/goroutine.pb.gz",
		"/evidence/after-3/goroutine.pb.gz",
		"/evidence/before/goroutine.pb.gz",
		"/evidence/journal.jsonl",
		"/verdict.json",
	]);
});

test("the newest counts, unless the commit itself has one", async () => {
	await on(A).keep(run);
	await on(B).keep(run);
	expect(await on(B).bring(next, A)).toEqual({ ref: A.slice(0, 12) });
	expect(await on(B).bring(next, undefined)).toEqual({ ref: B.slice(0, 12) });
	expect(await on(B).bring(next, "c".repeat(40))).toEqual({
		ref: B.slice(0, 12),
		note: expect.stringMatching(
			/of bbbbbbbbbbbb, and this change came from cccccccccccc/,
		),
	});
});

test("an empty cache says what to do", async () => {
	expect(await on(A).bring(next, undefined)).toEqual({
		missing: expect.stringContaining("push: { branches: [main] }"),
	});
	expect(base()).toBeUndefined();
});

test("a runner without a cache service is told of the other ways", async () => {
	cache.isThere = false;
	const { missing } = await told(on(A).bring(next, undefined));
	expect(missing).toContain("base: build");
	expect(await on(A).keep(run)).toEqual({ why: missing });
});

test("whatever the service of the cache does is a sentence", async () => {
	cache.fails = new Error("socket hang up.");
	expect(await on(A).bring(next, undefined)).toEqual({
		missing: expect.stringContaining("could not be read (socket hang up)."),
	});
	cache.fails = new Error("socket hang up.");
	expect(await on(A).keep(run)).toEqual({ why: "socket hang up." });
	// Reserved by a twin: the library says so itself, and gives -1.
	const twins = on(A);
	expect(await twins.keep(run)).toHaveProperty("key");
	expect(await twins.keep(run)).toHaveProperty("why");
	expect(readdirSync(workspace)).toEqual([]);
});

test("a service that never answers is left alone", async () => {
	cache.library = {
		...cache.library,
		restoreCache: forever,
		saveCache: forever,
	};
	const late = on(A, async () => {});
	expect(await late.bring(next, undefined)).toEqual({
		missing: expect.stringContaining("(no answer within 2m00s)"),
	});
	expect(await late.keep(run)).toEqual({ why: "no answer within 2m00s." });
	expect(readdirSync(workspace)).toEqual([]);
});

test("an entry that is none of ours is none", async () => {
	await on(A).keep(run);
	cache.entries.push({
		key: `${PREFIX}x`,
		folder: entry().slice(0, -STAGE.length - 1),
	});
	expect(await on(B).bring(next, undefined)).toHaveProperty("missing");
});

test("a run that is larger than any that would be read is not kept", async () => {
	const profile = join(run, "evidence/after-1/goroutine.pb.gz");
	truncateSync(profile, 65 * 1024 * 1024);
	expect(await on(A).keep(run)).toEqual({
		why: "The baseline is larger than 64 MiB.",
	});
	expect(cache.entries).toEqual([]);
	expect(readdirSync(workspace)).toEqual([]);
});

test("a run that left nothing is no baseline", async () => {
	expect(await on(A).keep(next)).toEqual({
		why: expect.stringContaining("There is no run in that folder"),
	});
});

describe("what the cache holds is not trusted", () => {
	beforeEach(async () => {
		await on(A).keep(run);
	});

	const bring = () => on(B).bring(next, A);

	test.each<[string, (entry: string) => void, string]>([
		[
			"a journal that is none of ours",
			(at) => writeFileSync(join(at, "evidence/journal.jsonl"), "[]\n"),
			"cannot be read",
		],
		[
			"a link for a file",
			(at) => symlinkSync("/etc/passwd", join(at, "evidence/heap.pb.gz")),
			"neither file nor folder",
		],
		[
			"more bytes than any run has",
			(at) => {
				writeFileSync(join(at, "evidence/large"), "");
				truncateSync(join(at, "evidence/large"), 65 * 1024 * 1024);
			},
			"larger than 64 MiB",
		],
	])("%s", async (_, change, why) => {
		change(entry());
		await expect(bring()).rejects.toThrow(why);
		expect(base()).toBeUndefined();
		expect(existsSync(join(workspace, STAGE))).toBe(false);
	});

	test("a profile that is named outside of the folder is not read", async () => {
		const journal = join(entry(), "evidence/journal.jsonl");
		const text = readFileSync(journal, "utf8");
		writeFileSync(
			journal,
			text.replaceAll("after-3/goroutine.pb.gz", "../../../../etc/passwd"),
		);
		await bring();
		const reader = base();
		expect(reader && judgeFolder(reader)).toMatchObject({
			problems: [{ code: "evidence-unreadable" }],
		});
	});
});

test("a folder of that name that is not ours is left alone", async () => {
	mkdirSync(join(workspace, STAGE));
	writeFileSync(join(workspace, STAGE, "kept"), "");
	await expect(on(A).bring(next, undefined)).rejects.toThrow("no run of this");
	expect(await on(A).keep(run)).toHaveProperty("why");
	expect(readdirSync(join(workspace, STAGE))).toEqual(["kept"]);
});

test("what an earlier job left half unpacked is in nobody's way", async () => {
	await on(A).keep(run);
	mkdirSync(join(workspace, STAGE, "evidence"), { recursive: true });
	writeFileSync(join(workspace, STAGE, "evidence/journal.jsonl"), "");
	writeFileSync(join(workspace, STAGE, "evidence/stale"), "");
	await on(B).bring(next, A);
	expect(readdirSync(join(baseFolder(next), "evidence"))).not.toContain(
		"stale",
	);
});

async function told(
	brought: ReturnType<Baselines["bring"]>,
): Promise<{ readonly missing: string }> {
	const one = await brought;
	if (!("missing" in one)) throw new Error("it brought a base");
	return one;
}
