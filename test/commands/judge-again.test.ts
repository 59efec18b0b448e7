import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, jest, test } from "@jest/globals";
import { openEvidence } from "../../src/adapters/evidence/write.ts";
import { parseCommandLine } from "../../src/commands/command-line.ts";
import { judgeAgain } from "../../src/commands/judge-again.ts";
import { planWith } from "../support/evidence.ts";
import { scratchFolder } from "../support/scratch.ts";

const folder = scratchFolder();
afterEach(() => {
	jest.restoreAllMocks();
});

test("a folder that cannot be written is judged, and said", async () => {
	openEvidence(folder).append({ type: "plan", format: 1, plan: planWith() });
	// Also root cannot write a file there.
	mkdirSync(join(folder, "verdict.json"));
	const said = { out: "", err: "" };
	jest.spyOn(process.stdout, "write").mockImplementation((text) => {
		said.out += String(text);
		return true;
	});
	jest.spyOn(process.stderr, "write").mockImplementation((text) => {
		said.err += String(text);
		return true;
	});
	const code = await judgeAgain(
		parseCommandLine(["judge", folder, "--format", "json"], ["judge"]),
	);
	expect(JSON.parse(said.out)).toMatchObject({ exitCode: code });
	expect(said.err).toMatch(
		/^The reports were not written\. .*cannot be written/,
	);
});
