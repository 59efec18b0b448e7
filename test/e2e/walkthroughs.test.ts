import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, jest, test } from "@jest/globals";
import { execa } from "execa";
import { copyFixture, fixturesIn } from "../support/fixture-folders.ts";
import { freshBundle } from "../support/fresh-bundle.ts";
import { scratchFolder } from "../support/scratch.ts";

/** The README's walkthroughs, followed: the report says what it shows there, and its mend mends. */

jest.setTimeout(180_000);
const scratch = scratchFolder();
const bundle = freshBundle(join(scratch, "bundle"));

const readme = readFileSync(
	new URL("../../README.md", import.meta.url),
	"utf8",
);
const section =
	/\n## From red to green\n([\s\S]*?)\n## /u.exec(readme)?.[1] ?? "";
const walkthroughs = section
	.split("<details>")
	.slice(1)
	.map((text) => ({
		name: /<code>([\w-]+)<\/code>/u.exec(text)?.[1] ?? "",
		report: block(text, "text"),
		diff: block(text, "diff"),
	}));

test("there are five", () => {
	expect(new Set(walkthroughs.map(({ name }) => name)).size).toBe(5);
});

describe.each(walkthroughs)("$name", ({ name, report, diff }) => {
	test("fails with what the README shows, and passes once it is mended", async () => {
		const fixture = fixturesIn("services").find((one) => one.name === name);
		if (!fixture) throw new Error(`there is no fixture ${name}`);
		const source = join(scratch, name);
		copyFixture(fixture, source, 600);
		const run = async () =>
			execa(process.execPath, [await bundle, "run", "leak-budget.yml"], {
				cwd: source,
				reject: false,
			});

		const red = await run();
		expect(red.exitCode).toBe(1);
		const said = red.stdout.split("\n").map(withoutNumbers);
		for (const line of shownLines(report)) expect(said).toContain(line);

		await execa("git", ["apply", "--unsafe-paths", "-p0", "-"], {
			cwd: source,
			input: `${diff}\n`,
		});
		const green = await run();
		expect(green.stdout).toContain(`✓ ${name} is within budget`);
		expect(green.exitCode).toBe(0);
	});
});

function block(text: string, language: string): string {
	const found = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\n\`\`\``, "u");
	return found.exec(text)?.[1] ?? "";
}

/** Not the headline, whose words follow the numbers. */
function shownLines(report: string): readonly string[] {
	return report
		.split("\n")
		.filter((line) => line !== "" && !line.startsWith("✗"))
		.map(withoutNumbers);
}

/** Sampled bytes differ from run to run. */
function withoutNumbers(line: string): string {
	return line.trimEnd().replace(/[+±] ?[\d.,]+( [KM]iB| B)?/gu, "#");
}
