import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { execa } from "execa";
import { copyFixture, fixturesIn } from "../support/fixture-folders.ts";
import { freshBundle } from "../support/fresh-bundle.ts";
import { scratchFolder } from "../support/scratch.ts";

jest.setTimeout(600_000);
const scratch = scratchFolder();
let cli = "";
beforeAll(async () => {
	cli = await freshBundle(join(scratch, "bundle"));
});

/** Neither the tests of fixtures nor whoever runs one by hand is in the way. */
const PORT_SHIFT = 6_400;

/** A copy of a fixture, and its CLI. */
function fixtureNamed(name: string) {
	const fixture = fixturesIn("services").find((one) => one.name === name);
	if (!fixture) throw new Error(`there is no fixture ${name}`);
	const folder = join(scratch, name);
	copyFixture(fixture, folder, PORT_SHIFT);
	const file = join(folder, "leak-budget.yml");
	return {
		text: () => readFileSync(file, "utf8"),
		write: (text: string) => writeFileSync(file, text),
		run: (...words: readonly string[]) =>
			execa(process.execPath, [cli, ...words, "--quiet"], {
				cwd: folder,
				reject: false,
			}),
	};
}

test("a healthy service is tuned within its file, and passes", async () => {
	const { text, write, run } = fixtureNamed("plain");
	const budgets =
		"budgets: # of the shop\r\n  rss: 900MiB\t# the pod\r\n  goroutines: +50\r\n  # to come";
	const before = `${text()}${budgets}`;
	write(before);

	const shown = await run("tune", "--runs", "1", "--ratchet", "--dry-run");
	expect(shown.stdout).toMatch(/^- {2}goroutines: \+50$/m);
	expect(shown.stdout).toMatch(/^\+ {2}goroutines: \+10$/m);
	expect(text()).toBe(before);

	const tuned = await run("tune", "--runs", "2");
	expect(tuned.exitCode).toBe(0);
	expect(tuned.stdout).toMatch(/goroutines +growth +\+0 +was \+50/);
	const after = text();
	expect(after).toMatch(/ {2}goroutines: \[\+0, \d+\]\n/);
	const kept = (one: string) => one.split(/rss:.*MiB\]?|goroutines:.*/);
	expect(kept(after)[0]).toBe(kept(before)[0]);
	expect(after).toContain("\t# the pod\r\n  goroutines: [");
	expect(after.endsWith("\r\n  # to come")).toBe(true);

	const passed = await run("run");
	expect(passed.stdout).toMatch(/^✓ plain is within budget/);
	expect(passed.stdout).not.toContain("is far above use");
	expect(passed.exitCode).toBe(0);
});

test.each([
	["a mistake", "budgets: { goroutines: few }\n", "leak-budget.yml:1:24"],
	["two documents", "name: a\n---\nname: b\n", "second document"],
	["no YAML", "load: [\n", "YAML"],
])(
	"a file with %s stays, and the usual errors are shown",
	async (what, text, said) => {
		const folder = join(scratch, what);
		mkdirSync(folder);
		writeFileSync(join(folder, "leak-budget.yml"), text);
		const { exitCode, stderr } = await execa(
			process.execPath,
			[cli, "tune", "--accept"],
			{ cwd: folder, reject: false },
		);
		expect(stderr).toContain(said);
		expect(exitCode).toBe(2);
		expect(readFileSync(join(folder, "leak-budget.yml"), "utf8")).toBe(text);
		expect(readdirSync(folder)).toEqual(["leak-budget.yml"]);
	},
);

describe("a service that leaks", () => {
	const { text, run } = fixtureNamed("map-cache");

	test("is not tuned to its leak", async () => {
		const before = text();
		const { exitCode, stdout } = await run("tune");
		expect(stdout).toMatch(/^✗ map-cache leaks memory/);
		expect(stdout).toContain("Nothing was written: budgets are not tuned");
		expect(exitCode).toBe(1);
		expect(text()).toBe(before);
	});

	test("passes for a while once its leak is accepted, and the report counts down", async () => {
		const before = text();
		const accepted = await run("tune", "--accept", "--until", "2999-12-31");
		expect(accepted.exitCode).toBe(0);
		expect(text().startsWith(before)).toBe(true);
		expect(text().slice(before.length)).toMatch(
			/^ignore:\n( {2}- \{ function: ".*", why: "accepted 20.*", until: 2999-12-31 \}\n)+$/,
		);

		const passed = await run("run");
		expect(passed.stdout).toMatch(/^✓ map-cache is within budget/);
		expect(passed.stdout.replaceAll(/\s+/g, " ")).toMatch(
			/\d accepted leaks? left, (?:its entry expires|all expire) in \S+ days\./,
		);
		expect(passed.exitCode).toBe(0);
	});
});
