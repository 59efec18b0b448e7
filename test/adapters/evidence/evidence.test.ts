import {
	appendFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readEvidence } from "../../../src/adapters/evidence/read.ts";
import {
	openEvidence,
	openForStopped,
	saveReport,
} from "../../../src/adapters/evidence/write.ts";
import type { EvidenceEvent } from "../../../src/model/evidence.ts";
import { Stop } from "../../../src/model/problem.ts";
import { BUDGETS, countersWith, planWith } from "../../support/evidence.ts";
import { scratchFolder } from "../../support/scratch.ts";

const scratch = scratchFolder();
const freshFolder = () => mkdtempSync(join(scratch, "run-"));

/** With all that judging goes by. */
const PLAN: EvidenceEvent = {
	type: "plan",
	format: 1,
	startedAt: "2026-11-20T10:00:00.000Z",
	plan: planWith({
		stacks: [{ match: "shop/cache.*", budgets: BUDGETS }],
		ignore: [
			{ function: "shop/legacy.poll", why: "known", until: "2027-06-01" },
			{ function: "shop/worker.start", why: "process-wide" },
		],
		failOn: "new",
	}),
};
const SETTLED: EvidenceEvent = {
	type: "settled",
	settled: {
		round: 1,
		settling: "rising",
		endings: { goroutines: "flat", inuse_space: "rising" },
		settledMs: 30_000,
		patient: true,
		over: ["goroutines", "inuse_space"],
		late: [],
		counters: countersWith(),
	},
};
const NOISE: EvidenceEvent = {
	type: "noise",
	first: countersWith(),
	second: countersWith({ rss: 5 }),
};

function codeOf(work: () => unknown): string | undefined {
	try {
		work();
	} catch (error) {
		if (error instanceof Stop) return error.problems[0]?.code;
		throw error;
	}
	return undefined;
}

function journalOf(folder: string): string {
	return join(folder, "evidence", "journal.jsonl");
}

describe("the evidence folder", () => {
	test("gives back what was written, each event at once", () => {
		const folder = freshFolder();
		const writer = openEvidence(folder);
		writer.append(PLAN);
		expect(readEvidence(folder).events()).toEqual([PLAN]);
		writer.append(NOISE);
		writer.append(SETTLED);
		writer.save("after-1/heap.pb.gz", new Uint8Array([1, 2, 3]));
		expect(readEvidence(folder).events()).toEqual([PLAN, NOISE, SETTLED]);
		expect([...readEvidence(folder).read("after-1/heap.pb.gz")]).toEqual([
			1, 2, 3,
		]);
	});

	test("a new run removes what an earlier one wrote, and nothing else", () => {
		const folder = freshFolder();
		openEvidence(folder).append(PLAN);
		saveReport(folder, "report.md", "old");
		writeFileSync(join(folder, "mine.txt"), "mine");
		openEvidence(folder);
		expect(readEvidence(folder).events()).toEqual([]);
		expect(() => readFileSync(join(folder, "report.md"))).toThrow();
		expect(readFileSync(join(folder, "mine.txt"), "utf8")).toBe("mine");
	});

	test("somebody else's folder called evidence is left alone", () => {
		const folder = freshFolder();
		mkdirSync(join(folder, "evidence"));
		expect(codeOf(() => openEvidence(folder))).toBe("out-not-ours");
	});

	test.each(["report.md", "report.html", "verdict.json"])(
		"somebody else's %s is left alone, and named",
		(name) => {
			for (const open of [openEvidence, openForStopped]) {
				const folder = freshFolder();
				writeFileSync(join(folder, name), "mine");
				expect(() => open(folder)).toThrow(`${join(folder, name)} exists`);
				expect(codeOf(() => open(folder))).toBe("out-not-ours");
				expect(readFileSync(join(folder, name), "utf8")).toBe("mine");
			}
		},
	);

	test("a run that never began leaves the evidence of the one before it, and none of its reports", () => {
		const folder = freshFolder();
		openEvidence(folder).append(PLAN);
		for (const name of ["verdict.json", "report.md", "report.html"])
			saveReport(folder, name, "within budget");
		openForStopped(folder);
		expect(readEvidence(folder).events()).toEqual([PLAN]);
		for (const name of ["verdict.json", "report.md", "report.html"])
			expect(existsSync(join(folder, name))).toBe(false);
	});

	test("what a run that never began left makes way for the next", () => {
		const folder = join(freshFolder(), "out");
		openForStopped(folder);
		saveReport(folder, "verdict.json", "undecided");
		openEvidence(folder);
		expect(existsSync(join(folder, "verdict.json"))).toBe(false);
	});

	test("git ignores the folder where it is of our making only", () => {
		const folder = freshFolder();
		openEvidence(folder);
		expect(existsSync(join(folder, ".gitignore"))).toBe(false);
		const made = join(folder, "a", "b");
		openEvidence(made);
		expect(readFileSync(join(made, ".gitignore"), "utf8")).toBe("*\n");
		writeFileSync(join(made, ".gitignore"), "evidence");
		openEvidence(made);
		expect(readFileSync(join(made, ".gitignore"), "utf8")).toBe("evidence");
	});

	test("a path that cannot be a folder is said", () => {
		const file = join(freshFolder(), "file");
		writeFileSync(file, "");
		expect(codeOf(() => openEvidence(join(file, "out")))).toBe(
			"out-not-writable",
		);
	});
});

describe("foreign evidence", () => {
	test("a last line that was cut off is left out", () => {
		const folder = freshFolder();
		openEvidence(folder).append(PLAN);
		appendFileSync(journalOf(folder), '{"type":"reading","rea');
		expect(readEvidence(folder).events()).toEqual([PLAN]);
	});

	test.each([
		["a line that is not JSON", "nonsense\n"],
		["an unknown event", '{"type":"surprise"}\n'],
		[
			"a negative count",
			`${JSON.stringify({ type: "noise", first: countersWith({ goroutines: -1 }), second: countersWith() })}\n`,
		],
		[
			"a round beyond reason",
			'{"type":"load","round":1e9,"load":{"scenario":"x","durationMs":1}}\n',
		],
	])("%s is refused with its line", (_, line) => {
		const folder = freshFolder();
		openEvidence(folder).append(PLAN);
		appendFileSync(journalOf(folder), line);
		try {
			readEvidence(folder).events();
			throw new Error("accepted");
		} catch (error) {
			if (!(error instanceof Stop)) throw error;
			expect(error.problems[0]).toMatchObject({
				code: "evidence-unreadable",
				where: `${journalOf(folder)}:2`,
			});
		}
	});

	test("no path leads out of the folder", () => {
		const folder = freshFolder();
		openEvidence(folder);
		writeFileSync(join(folder, "secret"), "secret");
		symlinkSync(join(folder, "secret"), join(folder, "evidence", "link"));
		for (const path of [
			"../secret",
			join(folder, "secret"),
			"link",
			"a/../../secret",
		]) {
			expect(codeOf(() => readEvidence(folder).read(path))).toBe(
				"evidence-unreadable",
			);
		}
	});

	test("any journal is events or one Stop", () => {
		const folder = freshFolder();
		openEvidence(folder);
		fc.assert(
			fc.property(fc.array(fc.json()), (lines) => {
				writeFileSync(
					journalOf(folder),
					lines.map((line) => `${line}\n`).join(""),
				);
				codeOf(() => readEvidence(folder).events());
			}),
			{ numRuns: 500 },
		);
	});
});

test("a folder without a run is said", () => {
	expect(codeOf(() => readEvidence(freshFolder()).events())).toBe(
		"evidence-missing",
	);
});
