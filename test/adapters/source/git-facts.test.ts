import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { execa } from "execa";
import {
	gitFacts,
	notIgnored,
} from "../../../src/adapters/source/git-facts.ts";
import { scratchFolder } from "../../support/scratch.ts";

const scratch = scratchFolder();

test("what git makes of folders: ignored, there or not, and what was left", async () => {
	const folder = join(scratch, "repository");
	mkdirSync(join(folder, ".leak-budget"), { recursive: true });
	writeFileSync(join(folder, ".leak-budget/verdict.json"), "{}");
	expect(notIgnored(folder, ["bin"])).toEqual([]);
	expect(gitFacts(folder, ".leak-budget").isShallow).toBeUndefined();

	await execa("git", ["init", "--quiet"], { cwd: folder });
	expect(gitFacts(folder, ".leak-budget").leftover).toBe("untracked");
	writeFileSync(join(folder, ".gitignore"), "bin/\n/.leak-budget/\n");
	expect(gitFacts(folder, ".leak-budget").leftover).toBe("ignored");
	expect(
		notIgnored(folder, ["bin", "shop/bin", ".leak-budget", "build"]),
	).toEqual(["build"]);

	await execa("git", ["add", "--force", ".leak-budget"], { cwd: folder });
	expect(gitFacts(folder, ".leak-budget").leftover).toBe("tracked");
	expect(gitFacts(folder, "nowhere").leftover).toBeUndefined();
});
