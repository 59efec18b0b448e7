import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { sourceText } from "../../../src/adapters/source/source-text.ts";
import { scratchFolder } from "../../support/scratch.ts";

const scratch = scratchFolder();

test("the text of a file; none of what is no file", () => {
	const file = join(scratch, "main.go");
	writeFileSync(file, "package main\n");
	expect(sourceText(file)).toBe("package main\n");
	// A profile may name a pipe, which would be waited for, or a device without an end.
	const pipe = join(scratch, "pipe");
	execFileSync("mkfifo", [pipe]);
	for (const other of [pipe, "/dev/zero", scratch, `${scratch}/nix.go`])
		expect(sourceText(other)).toBeUndefined();
});
