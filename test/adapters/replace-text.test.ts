import {
	chmodSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { replaceText } from "../../src/adapters/replace-text.ts";
import { scratchFolder } from "../support/scratch.ts";

const scratch = scratchFolder();

function fileWith(name: string, bytes: string | Uint8Array): string {
	const folder = join(scratch, name);
	mkdirSync(folder);
	writeFileSync(join(folder, "leak-budget.yml"), bytes);
	return join(folder, "leak-budget.yml");
}

test("the new text is there, under the same mode, through a link, and nothing beside it", () => {
	const file = fileWith("whole", "a: ä\r\n");
	chmodSync(file, 0o640);
	const link = join(scratch, "whole", "link.yml");
	symlinkSync("leak-budget.yml", link);
	replaceText(link, { before: "a: ä\r\n", after: "a: ö\r\n" });
	expect(readFileSync(file, "utf8")).toBe("a: ö\r\n");
	expect(statSync(file).mode & 0o777).toBe(0o640);
	expect(lstatSync(link).isSymbolicLink()).toBe(true);
	expect(readdirSync(join(scratch, "whole"))).toHaveLength(2);
});

test.each([
	["changed", "a: 2\n"],
	["not-utf8", Buffer.from([0x61, 0x3a, 0x20, 0xff, 0x0a])],
])("a file that is not what was read stays: %s", (name, bytes) => {
	const file = fileWith(name, bytes);
	const before = name === "changed" ? "a: 1\n" : readFileSync(file, "utf8");
	expect(() => replaceText(file, { before, after: "a: 3\n" })).toThrow(
		/was changed meanwhile, or is not UTF-8/,
	);
	expect(readFileSync(file)).toEqual(Buffer.from(bytes));
	expect(readdirSync(join(scratch, name))).toEqual(["leak-budget.yml"]);
});

test("what cannot be written is said, and the file stays", () => {
	const file = fileWith("in-the-way", "a: 1\n");
	mkdirSync(`${file}.${process.pid}.tmp`);
	expect(() => replaceText(file, { before: "a: 1\n", after: "" })).toThrow(
		/cannot be written: file already exists/,
	);
	expect(readFileSync(file, "utf8")).toBe("a: 1\n");
});
