import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { refuseExisting, writeNewFiles } from "../../src/adapters/new-files.ts";
import { scratchFolder } from "../support/scratch.ts";

const scratch = scratchFolder();
const FILES = [
	{ path: ".github/leak-budget.yml", text: "a: 1\n" },
	{ path: ".github/workflows/leak-budget.yml", text: "b: 2\n" },
];

function root(name: string): string {
	const folder = join(scratch, name);
	mkdirSync(folder);
	return folder;
}

const read = (folder: string, path: string) =>
	readFileSync(join(folder, path), "utf8");

test("both files are there whole, with nothing beside them", () => {
	const folder = root("fresh");
	writeNewFiles(folder, FILES);
	for (const { path, text } of FILES) expect(read(folder, path)).toBe(text);
	expect(readdirSync(folder, { recursive: true }).toSorted()).toEqual([
		".github",
		".github/leak-budget.yml",
		".github/workflows",
		".github/workflows/leak-budget.yml",
	]);
});

test.each(FILES.map(({ path }) => path))(
	"where %s is there already, it stays, and the other is not written",
	(path) => {
		const folder = root(path.replaceAll("/", "-"));
		mkdirSync(join(folder, ".github/workflows"), { recursive: true });
		writeFileSync(join(folder, path), "mine");
		expect(() => writeNewFiles(folder, FILES)).toThrow(/never overwritten/);
		expect(read(folder, path)).toBe("mine");
		const other = FILES.find((file) => file.path !== path)?.path ?? "";
		expect(existsSync(join(folder, other))).toBe(false);
	},
);

test("a broken link is there, too", () => {
	const folder = root("link");
	symlinkSync("nowhere", join(folder, "leak-budget.yml"));
	expect(() => refuseExisting(folder, ["leak-budget.yml"])).toThrow(
		/is there already/,
	);
});

test("the second file cannot be written: the first is taken back", () => {
	const folder = root("half");
	mkdirSync(join(folder, ".github"));
	writeFileSync(join(folder, ".github/workflows"), "a file");
	expect(() => writeNewFiles(folder, FILES)).toThrow(
		/workflows\/leak-budget\.yml cannot be written/,
	);
	expect(readdirSync(join(folder, ".github"))).toEqual(["workflows"]);
});

test("nothing is made outside the repository through a link", () => {
	const folder = root("inside");
	const outside = root("outside");
	symlinkSync(outside, join(folder, ".github"));
	expect(() => writeNewFiles(folder, FILES)).toThrow(
		/a link to a folder outside/,
	);
	expect(readdirSync(outside)).toEqual([]);
});
