import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { execa } from "execa";
import {
	gitFacts,
	sortedByGit,
} from "../../../src/adapters/source/git-facts.ts";
import { scratchFolder } from "../../support/scratch.ts";

const scratch = scratchFolder();

test("what git makes of folders: ignored, there or not, and what was left", async () => {
	const folder = join(scratch, "repository");
	mkdirSync(join(folder, ".leak-budget"), { recursive: true });
	writeFileSync(join(folder, ".leak-budget/verdict.json"), "{}");
	expect(sortedByGit(folder, ["bin/"])).toEqual({ taken: [], ignored: [] });
	expect(gitFacts(folder, ".leak-budget").isShallow).toBeUndefined();

	await execa("git", ["init", "--quiet"], { cwd: folder });
	expect(gitFacts(folder, ".leak-budget").leftover).toBe("untracked");
	// As a run leaves it in a folder that it makes.
	writeFileSync(join(folder, ".leak-budget/.gitignore"), "*\n");
	expect(gitFacts(folder, ".leak-budget").leftover).toBe("ignored");
	rmSync(join(folder, ".leak-budget/.gitignore"));
	writeFileSync(join(folder, ".gitignore"), "bin/\n/.leak-budget/\n");
	expect(gitFacts(folder, ".leak-budget").leftover).toBe("ignored");
	const paths = ["bin/", "shop/bin/", ".leak-budget/", "build/", "bin"];
	expect(sortedByGit(folder, paths)).toEqual({
		taken: ["build/", "bin"],
		ignored: ["bin/", "shop/bin/", ".leak-budget/"],
	});

	await execa("git", ["add", "--force", ".leak-budget"], { cwd: folder });
	expect(gitFacts(folder, ".leak-budget").leftover).toBe("tracked");
	expect(gitFacts(folder, "nowhere").leftover).toBeUndefined();
});
