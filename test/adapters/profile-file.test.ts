import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { expect, jest, test } from "@jest/globals";
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

test("standard input, but not twice", async () => {
	const input = Readable.from([BYTES]) as typeof process.stdin;
	const stdin = jest.spyOn(process, "stdin", "get").mockReturnValue(input);
	try {
		expect(await profileBytes("-", MEBIBYTE)).toEqual(BYTES);
		await expect(profileBytes("-", MEBIBYTE)).rejects.toThrow(
			"The profile - cannot be read: it has been read already.",
		);
	} finally {
		stdin.mockRestore();
	}
});

test("what has no end is not read to its end", async () => {
	const bytes = await profileBytes("/dev/zero", MEBIBYTE);
	expect(bytes.length).toBeGreaterThan(MEBIBYTE);
	expect(bytes.length).toBeLessThan(2 * MEBIBYTE);
});

test.each([
	[
		"profile-not-found",
		join(scratch, "nix"),
		"no such file or directory",
		"Check its name",
	],
	[
		"profile-not-found",
		scratch,
		"illegal operation on a directory",
		"Name a profile in that folder",
	],
	[
		"profile-not-found",
		"https://host/heap",
		"no such file or directory",
		"Fetch it first",
	],
	[
		"profile-is-program",
		process.execPath,
		"is a program, not a profile",
		"Leave it out",
	],
])("%s: %s", async (code, path, why, remedy) => {
	const failure = await profileBytes(path, 2 ** 30).catch((error) => error);
	expect(failure.problems).toEqual([
		expect.objectContaining({
			code,
			message: expect.stringContaining(why),
			remedy: expect.stringContaining(remedy),
		}),
	]);
	expect(failure.message).toContain(path);
});
