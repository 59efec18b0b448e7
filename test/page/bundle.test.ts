import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "@jest/globals";
import { buildInto } from "../../scripts/build.ts";
import { scratchFolder } from "../support/scratch.ts";

/** Every report carries it: as large as the 120 kB of src/pprof and 30 kB for what is shown. */
const MOST_BYTES = 150_000;

const scratch = scratchFolder();
const built = { code: "" };

beforeAll(async () => {
	await buildInto(join(scratch, "dist"));
	built.code = readFileSync(join(scratch, "dist", "page.js"), "utf8");
});

test("the page's script is small", () => {
	expect(built.code.length).toBeLessThan(MOST_BYTES);
	expect(built.code.length).toBeGreaterThan(50_000);
});

test("it holds nothing that would end it within HTML", () => {
	expect(built.code).not.toMatch(/<\/script|<!--/iu);
});

test("it asks nothing of a network and makes no code out of text", () => {
	expect(built.code).not.toMatch(
		/\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|\bimport\(|\bnew Function\(/u,
	);
});
