import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import { profileBytes } from "../../src/adapters/profile-file.ts";
import { scratchFolder } from "../support/scratch.ts";

const scratch = scratchFolder();
const BYTES = Uint8Array.of(10, 2, 8, 1);
const MEBIBYTE = 1024 ** 2;

function file(name: string, bytes: Uint8Array): string {
	const path = join(scratch, name);
	writeFileSync(path, bytes);
	return path;
}

test("a file, gzipped or not", async () => {
	expect(await profileBytes(file("raw", BYTES), MEBIBYTE)).toEqual(BYTES);
	const zipped = file("zipped", gzipSync(BYTES));
	expect(await profileBytes(zipped, MEBIBYTE)).toEqual(BYTES);
});

test("a pipe, as the shell makes for <(…)", async () => {
	const pipe = join(scratch, "pipe");
	execFileSync("mkfifo", [pipe]);
	// Each waits for the other to open it.
	const [read] = await Promise.all([
		profileBytes(pipe, MEBIBYTE),
		writeFile(pipe, gzipSync(BYTES)),
	]);
	expect(read).toEqual(BYTES);
});

test("what has no end is not read to its end", async () => {
	const bytes = await profileBytes("/dev/zero", MEBIBYTE);
	expect(bytes.length).toBeGreaterThan(MEBIBYTE);
	expect(bytes.length).toBeLessThan(2 * MEBIBYTE);
});

test.each([
	["profile-not-found", join(scratch, "nix"), "no such file or directory"],
	["profile-not-found", scratch, "illegal operation on a directory"],
	["profile-not-found", "https://host/heap", "no such file or directory"],
	["profile-is-program", process.execPath, "is a program, not a profile"],
])("%s: %s", async (code, path, why) => {
	const failure = await profileBytes(path, 2 ** 30).catch((error) => error);
	expect(failure.problems).toEqual([
		expect.objectContaining({ code, message: expect.stringContaining(why) }),
	]);
	expect(failure.message).toContain(path);
});
