import { appendFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, jest, test } from "@jest/globals";
import { openEvidence } from "../../src/adapters/evidence/write.ts";
import { parseCommandLine } from "../../src/commands/command-line.ts";
import { judgeAgain } from "../../src/commands/judge-again.ts";
import { planWith } from "../support/evidence.ts";
import { leakingFolder } from "../support/leaking-folder.ts";
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

test("the page shows what grew against the base that was named, and none where none is trusted", async () => {
	jest.spyOn(process.stdout, "write").mockReturnValue(true);
	const head = leakingFolder(join(folder, "head"));
	const base = leakingFolder(join(folder, "base"));
	const judged = async (...words: readonly string[]) => {
		await judgeAgain(parseCommandLine(["judge", head, ...words], ["judge"]));
		return readFileSync(join(head, "report.html"), "utf8");
	};
	expect(await judged("--base", base)).toContain("and against the base");
	expect(await judged()).not.toContain("against the base");
	const problem = { code: "died", message: "The service died." };
	appendFileSync(
		join(base, "evidence/journal.jsonl"),
		`${JSON.stringify({ type: "problem", problem })}\n`,
	);
	expect(await judged("--base", base)).not.toContain("against the base");
});
