import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";

const folder = import.meta.dirname;
const rows = readFileSync(join(folder, "README.md"), "utf8")
	.split("\n")
	.flatMap((line) => {
		const found = /^\| (\d+) \| .+ \| .+ \| \[[\w.-]+\]\((\S+)\) \|$/.exec(
			line,
		);
		return found ? [{ number: Number(found[1]), file: found[2] ?? "" }] : [];
	});

test("the index numbers at least forty attacks, each with a test that is there", () => {
	expect(rows.length).toBeGreaterThanOrEqual(40);
	expect(rows.map(({ number }) => number)).toEqual(rows.map((_, at) => at + 1));
	for (const { file } of rows)
		expect(existsSync(join(folder, file))).toBe(true);
});

/** Above a test, or above the first of its cases in a table; a comment above nothing is no mark. */
const MARK =
	/^\s*\/\/ Attacks? (\d+(?:, \d+)*)\.\n(?:\s*\/\/ biome-ignore.*\n)*\s*(?:test|describe|\[|["'`\w])/gm;

test.each([...new Set(rows.map(({ file }) => file))])(
	"%s says which of its tests stand for which attacks, and no others",
	(file) => {
		const text = readFileSync(join(folder, file), "utf8");
		const marked = [...text.matchAll(MARK)]
			.flatMap(([, numbers = ""]) => numbers.split(", ").map(Number))
			.sort((a, b) => a - b);
		const listed = rows.filter((row) => row.file === file);
		expect(marked).toEqual(listed.map(({ number }) => number));
	},
);

test("no test of this folder is left out of it", () => {
	const named = new Set(rows.map(({ file }) => file));
	const here = readdirSync(folder).filter(
		(name) => name.endsWith(".test.ts") && name !== "index.test.ts",
	);
	expect(here.filter((name) => !named.has(name))).toEqual([]);
});
