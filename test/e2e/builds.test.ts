import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, jest, test } from "@jest/globals";
import type { EvidenceEvent } from "../../src/model/evidence.ts";
import { fixturesIn } from "../support/fixture-folders.ts";
import { surprisesOf } from "../support/fixture-run.ts";
import { recordedFixtures } from "../support/recorded-fixtures.ts";
import { scratchFolder } from "../support/scratch.ts";

jest.setTimeout(300_000);
const fixtures = fixturesIn("builds");
const recorded = recordedFixtures(fixtures, scratchFolder());

/** The Go that a fixture asks for, where it is not the one on the machine. */
const GO: Readonly<Record<string, string>> = { "toolchain-127": "go1.27.0" };

describe.each(fixtures)("$name", (fixture) => {
	test("gets its verdict, and the right culprit first", async () => {
		expect(surprisesOf(await recorded.of(fixture))).toEqual([]);
	});

	test("was measured by the agent that its build took in", async () => {
		const { out, verdict } = await recorded.of(fixture);
		expect(environmentIn(out)).toMatchObject({ source: "agent" });
		expect(verdict.environment.go).toMatch(GO[fixture.name] ?? /^go1\./);
	});

	test("proves its leak and names the route", async () => {
		const { verdict } = await recorded.of(fixture);
		expect(verdict.culprits[0]).toMatchObject({
			proven: true,
			route: "GET /parcels/{id}",
		});
	});

	test("is left as it was, but for what its own build makes", async () => {
		const { source } = await recorded.of(fixture);
		const left = filesIn(source).filter((file) => !file.startsWith("bin"));
		expect(left).toEqual(
			filesIn(fixture.folder).filter((file) => !file.startsWith("bin")),
		);
	});
});

function environmentIn(out: string): unknown {
	const journal = readFileSync(join(out, "evidence", "journal.jsonl"), "utf8");
	const events = journal
		.trimEnd()
		.split("\n")
		.map((line): EvidenceEvent => JSON.parse(line));
	const event = events.find((one) => one.type === "environment");
	return event?.environment;
}

function filesIn(folder: string): readonly string[] {
	return readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();
}
