import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { deflate } from "../../src/pprof/deflate.ts";
import { inflate } from "../../src/pprof/inflate.ts";
import { readProfile } from "../../src/pprof/read.ts";
import { writeProfile } from "../../src/pprof/write.ts";
import { fixtureBytes, fixtureProfiles } from "../support/fixture-profiles.ts";
import { scratchFolder } from "../support/scratch.ts";
import { syntheticHeap } from "../support/synthetic-profile.ts";

const scratch = scratchFolder();
const MEBIBYTE = 1024 * 1024;

describe.each(fixtureProfiles())("go tool pprof on %s", (path) => {
	const original = join(scratch, path.replaceAll("/", "-"));
	const rewritten = `${original}.rewritten`;
	const bytes = fixtureBytes(path);
	writeFileSync(original, bytes);
	writeFileSync(rewritten, deflate(writeProfile(readProfile(bytes))));

	test("prints the same for the profile that was read and written", () => {
		expect(pprof("-top", rewritten)).toBe(pprof("-top", original));
		expect(pprof("-raw", rewritten)).toBe(pprof("-raw", original));
	});

	test("what pprof's own encoder wrote is written again byte by byte", () => {
		const theirs = `${original}.theirs`;
		pprof("-proto", `-output=${theirs}`, original);
		const raw = inflate(readFileSync(theirs), MEBIBYTE);
		expect(Buffer.compare(writeProfile(readProfile(raw)), raw)).toBe(0);
	});
});

test("a generated profile passes pprof's own checks and sums up the same", () => {
	const file = join(scratch, "synthetic.pb.gz");
	const profile = syntheticHeap({ samples: 300, depth: 12 });
	writeFileSync(file, deflate(writeProfile(profile)));
	const raw = pprof("-raw", file);
	expect(raw.match(/^ +\d+ +\d+ +\d+ +\d+: /gm)).toHaveLength(
		profile.samples.count,
	);
});

function pprof(...words: readonly string[]): string {
	return execFileSync("go", ["tool", "pprof", "-symbolize=none", ...words], {
		encoding: "utf8",
		stdio: ["ignore", "pipe", "ignore"],
	});
}
