import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { execa } from "execa";
import { copyFixture, fixturesIn } from "../support/fixture-folders.ts";
import { freshBundle } from "../support/fresh-bundle.ts";
import { scratchFolder } from "../support/scratch.ts";

jest.setTimeout(120_000);
const scratch = scratchFolder();

test("a leak planted in a healthy service is seen by every budget", async () => {
	const cli = await freshBundle(join(scratch, "bundle"));
	const fixture = fixturesIn("services").find(({ name }) => name === "plain");
	if (!fixture) throw new Error("there is no fixture plain");
	const source = join(scratch, "plain");
	copyFixture(fixture, source, 400);
	const { exitCode, stdout } = await execa(
		process.execPath,
		[cli, "selftest", "leak-budget.yml", "--quiet"],
		{ cwd: source, reject: false },
	);
	expect(stdout).toMatch(
		/^✓ plain: the gate sees a leak that was planted in it/,
	);
	expect(stdout).toMatch(/✓ goroutines +budget \+0 .*named, culprit 1/);
	expect(stdout).toMatch(/✓ inuse_space +budget auto/);
	expect(exitCode).toBe(0);
});
