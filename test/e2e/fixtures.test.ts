import { execFileSync } from "node:child_process";
import {
	cpSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, jest, test } from "@jest/globals";
import { execa } from "execa";
import type { Verdict } from "../../src/model/verdict.ts";
import { type Fixture, fixturesIn } from "../support/fixture-folders.ts";
import { surprisesOf } from "../support/fixture-run.ts";
import { recordedFixtures } from "../support/recorded-fixtures.ts";
import { scratchFolder } from "../support/scratch.ts";
import { contractBreaches } from "../support/verdict-contract.ts";

jest.setTimeout(300_000);
const scratch = scratchFolder();
const fixtures = fixturesIn("services");
const recorded = recordedFixtures(fixtures, scratch);

test("there are fixtures that leak and fixtures that do not", () => {
	const outcomes = fixtures.map((fixture) => fixture.expected.outcome);
	expect(outcomes.filter((one) => one === "fail").length).toBeGreaterThan(5);
	expect(outcomes.filter((one) => one === "pass").length).toBeGreaterThan(5);
});

test("each has a port of its own, for two are measured at a time", () => {
	const ports = fixtures.flatMap(({ folder }) => {
		const text = readFileSync(join(folder, "leak-budget.yml"), "utf8");
		return [...new Set(text.match(/(?<=127\.0\.0\.1:)\d+/g))];
	});
	expect(ports).toEqual([...new Set(ports)]);
});

describe.each(fixtures)("$name", (fixture) => {
	test("gets its verdict, and the right culprit first", async () => {
		expect(surprisesOf(await recorded.of(fixture))).toEqual([]);
	});

	test("leaves a verdict.json that keeps the contract, and prints the same", async () => {
		const { out, stdout, stderr } = await recorded.of(fixture);
		const json = readFileSync(join(out, "verdict.json"), "utf8");
		expect(contractBreaches(json)).toEqual([]);
		expect(stdout).toBe(json);
		expect(stderr).toBe("");
	});

	test("every profile opens in go tool pprof", async () => {
		const { out } = await recorded.of(fixture);
		const evidence = join(out, "evidence");
		const profiles = profilesIn(evidence);
		for (const moment of ["before", "after-1"]) {
			expect(profiles).toContain(join(moment, "goroutine.pb.gz"));
			expect(profiles).toContain(join(moment, "heap.pb.gz"));
		}
		for (const profile of profiles) {
			const top = execFileSync("go", ["tool", "pprof", "-top", profile], {
				cwd: evidence,
				encoding: "utf8",
				stdio: ["ignore", "pipe", "pipe"],
			});
			expect(top).toContain("flat%");
		}
	});

	test("judge reaches the same verdict, also elsewhere, without the service", async () => {
		const { out, source } = await recorded.of(fixture);
		const own = verdictIn(out);
		const here = join(scratch, `${fixture.name}-here`);
		const elsewhere = join(
			scratch,
			"elsewhere",
			fixture.name,
			"evidence of CI",
		);
		cpSync(out, here, { recursive: true });
		const code = await judge(here);
		expect(withoutTimings(here)).toBe(withoutTimings(out));
		expect(code).toBe(own.exitCode);

		cpSync(here, elsewhere, { recursive: true });
		rmSync(here, { recursive: true });
		rmSync(join(elsewhere, "verdict.json"));
		renameSync(source, `${source}-away`);
		try {
			await judge(elsewhere);
		} finally {
			renameSync(`${source}-away`, source);
		}
		expect(withoutTimings(elsewhere)).toBe(withoutTimings(out));
	});
});

test("a load that takes a while is seen midway too", async () => {
	const { out } = await recorded.of(named("worker-pool"));
	const profiles = profilesIn(join(out, "evidence"));
	expect(profiles).toContain(join("during-1", "goroutine.pb.gz"));
	expect(profiles).toContain(join("during-1", "heap.pb.gz"));
});

describe("judge --config", () => {
	const looser =
		"goroutines: +100000\n  leaked_goroutines: +100000\n  inuse_space: +1GiB";
	test.each([
		["send-blocked", "fail", looser, "pass"],
		["plain", "pass", "goroutines: 1", "fail"],
	])("%s: %s becomes, with %j, %s", async (name, before, budgets, after) => {
		const { out, source } = await recorded.of(named(name));
		expect(verdictIn(out).outcome).toBe(before);

		const folder = join(scratch, `${name}-judged-by-others`);
		cpSync(out, folder, { recursive: true });
		const other = join(scratch, `${name}-other.yml`);
		const own = readFileSync(join(source, "leak-budget.yml"), "utf8");
		writeFileSync(other, `${own}budgets:\n  ${budgets}\n`);
		const code = await judge(folder, "--config", other);
		const verdict = verdictIn(folder);
		expect(verdict.outcome).toBe(after);
		expect(code).toBe(verdict.exitCode);
		expect(verdict.findings[0]).toMatchObject({
			metric: "goroutines",
			outcome: after === "pass" ? "within" : "over",
		});
	});
});

function named(name: string): Fixture {
	const fixture = fixtures.find((one) => one.name === name);
	if (!fixture) throw new Error(`there is no fixture ${name}`);
	return fixture;
}

function profilesIn(evidence: string): readonly string[] {
	const files = readdirSync(evidence, { recursive: true, encoding: "utf8" });
	return files.filter((path) => path.endsWith(".pb.gz"));
}

/** Judges a folder by the CLI, from yet another folder; returns its exit code. */
async function judge(
	folder: string,
	...words: readonly string[]
): Promise<number | undefined> {
	const { exitCode, stdout } = await execa(
		process.execPath,
		[recorded.cli, "judge", folder, "--format", "json", ...words],
		{ cwd: scratch, reject: false, stripFinalNewline: false },
	);
	expect(stdout).toBe(readFileSync(join(folder, "verdict.json"), "utf8"));
	return exitCode;
}

function verdictIn(folder: string): Verdict {
	return JSON.parse(readFileSync(join(folder, "verdict.json"), "utf8"));
}

/** The text of `verdict.json` less its timings: keys keep their order. */
function withoutTimings(folder: string): string {
	const { timings: _, ...rest } = verdictIn(folder);
	return JSON.stringify(rest, null, 2);
}
