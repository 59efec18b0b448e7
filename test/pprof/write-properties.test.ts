import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { readProfile } from "../../src/pprof/read.ts";
import { writeProfile } from "../../src/pprof/write.ts";
import { ANY_INT, anyProfile } from "../support/any-profile.ts";
import { profileFacts } from "../support/profile-facts.ts";

test("write then read gives the same, and writing that the same bytes", () => {
	fc.assert(
		fc.property(anyProfile(ANY_INT), (bytes) => {
			const profile = readProfile(bytes);
			const written = writeProfile(profile);
			const again = readProfile(written);
			expect(JSON.stringify(profileFacts(again))).toBe(
				JSON.stringify(profileFacts(profile)),
			);
			expect(Buffer.compare(writeProfile(again), written)).toBe(0);
		}),
		{ numRuns: 10_000 },
	);
});
