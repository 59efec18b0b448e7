import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { profileLine } from "../../../src/commands/profile-line.ts";
import { proto } from "../../../src/pprof/modes/proto.ts";
import { readProfile } from "../../../src/pprof/read.ts";
import { scratchFolder } from "../../support/scratch.ts";

const scratch = scratchFolder();
const kinds = fileURLToPath(
	new URL("../../../fixtures/profiles/kinds/", import.meta.url),
);

const [HEAP, GOROUTINES] = [
	["go1.26/heap.pb.gz", "go1.26/heap-after.pb.gz"],
	["go1.27-trimpath/goroutine.pb.gz", "go1.27-trimpath/goroutine-after.pb.gz"],
] as const;

describe.each([HEAP, GOROUTINES])("%s and %s", (before, after) => {
	test.each([
		`${before} ${after}`,
		`-base=${before} ${after}`,
		`-diff_base=${before} ${after}`,
		`-normalize -base=${before} ${after}`,
		`-focus=main ${after}`,
		`-ignore=deep|odd -base=${before} ${after}`,
		`-hide=^runtime -tagfocus=route ${after}`,
		`-show=main -taghide=route ${after}`,
		`-show_from=main\\. -noinlines ${after}`,
	])("writes the bytes of pprof -proto %s", (line) => {
		const words = line.split(" ");
		const theirs = join(scratch, "theirs.pb.gz");
		pprof("-proto", `-output=${theirs}`, ...words);
		const same = Buffer.compare(ours(words), gunzipSync(readFileSync(theirs)));
		expect(same).toBe(0);
	});

	test.each([
		[`${before} ${after}`, "-top"],
		[`-base=${before} ${after}`, "-top"],
		// The total is the base's: its labels are in the file.
		[`-diff_base=${before} ${after}`, "-top"],
		// What is left out is not in the file: percentages are of what is.
		[`-focus=main -relative_percentages ${after}`, "-traces"],
	])("pprof prints the file made of %s as it prints those", (line, mode) => {
		const words = line.split(" ");
		const file = join(scratch, "ours.pb.gz");
		writeFileSync(file, gzipSync(ours(words)));
		const printed = withoutFilters(pprof(mode, file));
		expect(printed).toBe(withoutFilters(pprof(mode, ...words)));
		expect(printed.split("\n").length).toBeGreaterThan(8);
	});
});

function ours(words: readonly string[]): Uint8Array {
	const { files, options } = profileLine("proto", words);
	const read = (file: string) => readProfile(readFileSync(kinds + file));
	const { sources, base, diffBase } = files;
	return proto(
		{ sources: sources.map(read), base: base.map(read), diffBase },
		options,
	);
}

/** pprof's head also says which filters were active. */
function withoutFilters(text: string): string {
	return text.replace(/^Active filters:\n(?: {3}.*\n)+/m, "");
}

function pprof(...words: readonly string[]): string {
	return execFileSync("go", ["tool", "pprof", ...words], {
		cwd: kinds,
		encoding: "utf8",
		stdio: ["ignore", "pipe", "ignore"],
	});
}
