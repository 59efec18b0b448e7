import { spawnSync } from "node:child_process";
import {
	cpSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	symlinkSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, expect, jest, test } from "@jest/globals";
import { buildInto } from "../../scripts/build.ts";
import { scratchFolder } from "../support/scratch.ts";

jest.setTimeout(120_000);

const scratch = scratchFolder();
const root = resolve(import.meta.dirname, "../..");
const dist = join(scratch, "dist");
beforeAll(() => buildInto(dist));

test("the licences of what is bundled, and of nothing else", () => {
	const text = readFileSync(join(dist, "LICENSES.txt"), "utf8");
	const { devDependencies } = JSON.parse(
		readFileSync(join(root, "package.json"), "utf8"),
	);
	const told = (name: string) =>
		text.includes(`\n${name} ${devDependencies[name]} (`);
	const bundled =
		"@actions/core @actions/github execa pako protobufjs yaml zod";
	expect(bundled.split(" ").filter((name) => !told(name))).toEqual([]);
	const tools = "jest typescript esbuild @biomejs/biome playwright-core";
	expect(tools.split(" ").filter(told)).toEqual([]);
	// Nobody asks for it by name: it comes with @actions/http-client.
	expect(text).toMatch(/\nundici \d/);
});

test("what is built does not depend on where the tree lies", () => {
	const elsewhere = join(scratch, "some", "other", "place");
	mkdirSync(elsewhere, { recursive: true });
	for (const name of ["src", "scripts", "package.json", "tsconfig.json"])
		cpSync(join(root, name), join(elsewhere, name), { recursive: true });
	symlinkSync(join(root, "node_modules"), join(elsewhere, "node_modules"));
	const built = spawnSync(process.execPath, ["scripts/build.ts"], {
		cwd: elsewhere,
		encoding: "utf8",
	});
	expect(built.stderr).toBe("");
	const other = filesIn(join(elsewhere, "dist"));
	const ours = filesIn(dist);
	expect([...other.keys()]).toEqual([...ours.keys()]);
	for (const [name, bytes] of ours)
		expect([name, other.get(name)?.equals(bytes)]).toEqual([name, true]);
	const whole = [...ours.values()].map(String).join("");
	expect(whole).not.toContain(scratch);
	expect(whole).not.toContain(root);
});

function filesIn(folder: string): ReadonlyMap<string, Buffer> {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.toSorted();
	return new Map(
		files.map((file) => [file.slice(folder.length), readFileSync(file)]),
	);
}
