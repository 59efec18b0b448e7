import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, jest, test } from "@jest/globals";
import { profileCommand } from "../../src/commands/profile-command.ts";
import { scratchFolder } from "../support/scratch.ts";

const scratch = scratchFolder();
const KINDS = fileURLToPath(
	new URL("../../fixtures/profiles/kinds/go1.26/", import.meta.url),
);
const FORMATS = fileURLToPath(
	new URL("../../fixtures/profiles/formats/go1.26/", import.meta.url),
);
const HEAP = `${KINDS}heap.pb.gz`;
const GOROUTINES = `${KINDS}goroutine.pb.gz`;
const CPU = `${KINDS}cpu.pb.gz`;
const TEXT = join(scratch, "notes.txt");
const CUT = join(scratch, "cut.txt");
const PROGRAM = join(scratch, "shop");
writeFileSync(TEXT, "not a profile\n");
writeFileSync(PROGRAM, "\u007fELF and more");

const isTty = process.stdout.isTTY;
afterEach(() => {
	jest.restoreAllMocks();
	process.stdout.isTTY = isTty;
});

async function run(...words: readonly string[]) {
	let said = "";
	jest.spyOn(process.stderr, "write").mockImplementation((text) => {
		said += String(text);
		return true;
	});
	const code = await profileCommand(words);
	return { code, said };
}

test.each([
	["unknown flag", ["top", "-focsu=x", HEAP], 'top does not take "-focsu=x".'],
	["no file", ["top"], "leak-budget top [flags] FILE…"],
	[
		"missing file",
		["top", "nix.pb.gz"],
		"The profile nix.pb.gz cannot be read: no such file or directory.",
	],
	[
		"a folder",
		["top", KINDS],
		`The profile ${KINDS} cannot be read: illegal operation on a directory.`,
	],
	["a URL", ["top", "http://localhost:6060/x"], "Fetch it first: curl"],
	[
		"no profile",
		["top", HEAP, TEXT],
		`${TEXT}  The profile cannot be read: it is text`,
	],
	[
		"no profile as base",
		["top", "-base", TEXT, HEAP],
		`${TEXT}  The profile cannot be read`,
	],
	[
		"pprof's first word",
		["top", PROGRAM, HEAP],
		`${PROGRAM} is a program, not a profile.`,
	],
	[
		"two kinds",
		["top", "-base", HEAP, GOROUTINES],
		`${HEAP}, ${GOROUTINES}  The profiles have no sample type in common`,
	],
	[
		"bad expression",
		["top", "-focus=a(", HEAP],
		'The regular expression "a(" cannot be read',
	],
	[
		"bad expression of peek",
		["peek", "a(", HEAP],
		'The regular expression "a(" cannot be read',
	],
	[
		"no match",
		["list", "nobody", HEAP],
		'No function of the profile matches "nobody".',
	],
	[
		"no such values",
		["top", "-sample_index=x", HEAP],
		'The profile has no values "x".',
	],
	[
		"output that cannot be",
		["top", `-output=${scratch}/no/x`, HEAP],
		`${scratch}/no/x cannot be written: no such file or directory.`,
	],
	["one to diff", ["diff", HEAP], "diff takes two profiles"],
	["three to diff", ["diff", HEAP, HEAP, HEAP], "diff takes two profiles"],
	[
		"diff of two kinds",
		["diff", HEAP, GOROUTINES],
		`${HEAP}, ${GOROUTINES}  The profiles do not compare`,
	],
	[
		"diff of what is not held",
		["diff", CPU, CPU],
		"diff compares goroutines and heaps",
	],
	["nothing to explain", ["explain"], "explain takes one goroutine dump"],
	["two to explain", ["explain", HEAP, HEAP], "explain takes one"],
	["what is not held", ["explain", CPU], "explain reads goroutines and heaps"],
	["no profile to explain", ["explain", TEXT], `${TEXT}  The profile cannot`],
	[
		"fewer groups than none",
		["explain", "-limit=-1", HEAP],
		"-limit is a number of groups",
	],
	[
		"fewer than none",
		["diff", "-limit=-1", HEAP, HEAP],
		"-limit is a number of lines",
	],
])("%s: a sentence, what to do, exit code 2", async (_, words, sentence) => {
	const { code, said } = await run(...words);
	expect(said.replaceAll(/\n +/g, " ")).toContain(sentence);
	expect(said).toContain("  → ");
	expect(said).not.toContain("    at ");
	expect(code).toBe(2);
});

test("a dump that is cut short is read as far as it goes, and said to be", async () => {
	const dump = readFileSync(`${FORMATS}goroutine.debug2.txt`, "utf8");
	writeFileSync(CUT, dump.slice(0, dump.length / 2));
	const shown = jest.spyOn(process.stdout, "write").mockReturnValue(true);
	const { code, said } = await run("diff", CUT, CUT);
	expect(said).toMatch(
		/cut\.txt {2}The dump is cut short: only its \d+ whole goroutines count\.\n {2}→ .*debug=0/,
	);
	expect(shown).toHaveBeenCalledWith(expect.stringMatching(/^goroutines: 0/));
	expect(code).toBe(0);
	expect(
		(await run("diff", `${FORMATS}goroutine.debug2.txt`, GOROUTINES)).said,
	).toBe("");
});

test("proto does not write to a terminal", async () => {
	process.stdout.isTTY = true;
	const { code, said } = await run("proto", HEAP);
	expect(said).toContain("give -output FILE");
	expect(code).toBe(2);
});
