import { existsSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { baseFolder, copyBase } from "../../src/adapters/evidence/base.ts";
import type { Baselines } from "../../src/adapters/github/baseline-cache.ts";
import { bringBase } from "../../src/commands/bring-base.ts";
import { Stop } from "../../src/model/problem.ts";
import { planWith } from "../support/evidence.ts";
import { leakingFolder } from "../support/leaking-folder.ts";
import { scratchFolder } from "../support/scratch.ts";

const scratch = scratchFolder();

/** What the cache's answer makes of a folder in which an earlier run had a base. */
async function brought(
	bring: Baselines["bring"],
	signal = new AbortController().signal,
) {
	const directory = mkdtempSync(join(scratch, "repository-"));
	const folder = leakingFolder(directory);
	copyBase(folder, folder);
	const base = await bringBase({
		choice: { bring, keep: async () => ({ why: "" }) },
		plan: planWith({ directory }),
		folder,
		progress: () => {},
		signal,
	});
	return { base, isThere: existsSync(baseFolder(folder)) };
}

test("what the cache gives is the base", async () => {
	const { base, isThere } = await brought(async (folder) => {
		copyBase(folder, folder);
		return { ref: "0f1e2d3c4b5a" };
	});
	expect(base).toEqual({ ref: "0f1e2d3c4b5a" });
	expect(isThere).toBe(true);
});

test("where it has none, that of an earlier run is not taken for one", async () => {
	const missing = "The cache has none.";
	const { base, isThere } = await brought(async () => ({ missing }));
	expect(base).toEqual({ missing });
	expect(isThere).toBe(false);
});

test("what it holds may be damaged, which stops no run", async () => {
	const { base, isThere } = await brought(async (folder) => {
		copyBase(folder, folder);
		throw new Stop({ code: "evidence-unreadable", message: "It is a link." });
	});
	expect(base).toEqual({
		missing: "There is no base to compare with. It is a link.",
	});
	expect(isThere).toBe(false);
});

test("an interrupted run goes no further for a base that did not come", async () => {
	const interrupt = new AbortController();
	const late = brought(async () => {
		interrupt.abort();
		throw new Stop({ code: "interrupted", message: "It was interrupted." });
	}, interrupt.signal);
	await expect(late).rejects.toThrow("It was interrupted.");
});
