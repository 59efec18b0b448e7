import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import {
	baseFolder,
	copyBase,
	removeBase,
} from "../../../src/adapters/evidence/base.ts";
import { readEvidence } from "../../../src/adapters/evidence/read.ts";
import { openEvidence } from "../../../src/adapters/evidence/write.ts";
import { planWith } from "../../support/evidence.ts";
import { scratchFolder } from "../../support/scratch.ts";

const scratch = scratchFolder();

/** A run of this name. */
function run(name: string): string {
	const folder = mkdtempSync(join(scratch, "run-"));
	const { append, save } = openEvidence(folder);
	append({ type: "plan", format: 1, plan: planWith({ name }) });
	save("before/heap.pb.gz", Uint8Array.of(1));
	return folder;
}

const nameOf = (folder: string) => {
	const [first] = readEvidence(folder).base?.events() ?? [];
	return first?.type === "plan" ? first.plan.name : undefined;
};

test("a base is copied whole, and takes the place of the one before", () => {
	const folder = run("head");
	expect(readEvidence(folder).base).toBeUndefined();
	const one = run("one");
	writeFileSync(join(one, "evidence", "of-one"), "");
	copyBase(one, folder);
	expect(readdirSync(join(baseFolder(folder), "evidence"))).toContain("of-one");
	copyBase(run("two"), folder);
	expect(nameOf(folder)).toBe("two");
	expect(readEvidence(folder).base?.read("before/heap.pb.gz")).toHaveLength(1);
	expect(readdirSync(join(baseFolder(folder), "evidence"))).not.toContain(
		"of-one",
	);
	removeBase(folder);
	expect(existsSync(baseFolder(folder))).toBe(false);
});

test("the run of the folder itself becomes its base, and the base stays its own", () => {
	const folder = run("earlier");
	copyBase(folder, folder);
	copyBase(baseFolder(folder), folder);
	expect(nameOf(folder)).toBe("earlier");
});

test("nothing is copied by a link, and what is no run is left alone", () => {
	const folder = run("head");
	const from = run("base");
	symlinkSync("/etc", join(from, "evidence", "etc"));
	copyBase(from, folder);
	expect(readdirSync(join(baseFolder(folder), "evidence"))).not.toContain(
		"etc",
	);

	const other = run("other");
	mkdirSync(baseFolder(other));
	writeFileSync(join(baseFolder(other), "kept"), "");
	removeBase(other);
	expect(existsSync(join(baseFolder(other), "kept"))).toBe(true);
});

test("a folder without a run is no base", () => {
	const empty = mkdtempSync(join(scratch, "empty-"));
	expect(() => copyBase(empty, run("head"))).toThrow("There is no run");
});
