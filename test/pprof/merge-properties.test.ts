import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { combinedProfile } from "../../src/pprof/combine.ts";
import { exactAt } from "../../src/pprof/int-column.ts";
import type { Profile } from "../../src/pprof/profile.ts";
import { profileBuilder } from "../../src/pprof/profile-builder.ts";
import { readProfile } from "../../src/pprof/read.ts";
import { anyProfile, SMALL_INT } from "../support/any-profile.ts";
import { sampleKeys } from "../support/sample-keys.ts";

const RUNS = { numRuns: 10_000 };
const PERIOD_TYPE = { type: "n", unit: "count" };
const PROFILE = anyProfile(SMALL_INT, fc.constant(2)).map(
	(bytes): Profile => ({ ...readProfile(bytes), periodType: PERIOD_TYPE }),
);

test("A − A is empty", () => {
	fc.assert(
		fc.property(PROFILE, (a) => {
			expect(less([a], [a]).samples.count).toBe(0);
		}),
		RUNS,
	);
});

test("(A + B) − B = A", () => {
	fc.assert(
		fc.property(PROFILE, PROFILE, (a, b) => {
			const rest = sampleKeys(less([a, b], [b]));
			expect(rest.join("\n")).toBe(sampleKeys(merged([a])).join("\n"));
		}),
		RUNS,
	);
});

test("A + B = B + A, and nothing is lost", () => {
	fc.assert(
		fc.property(PROFILE, PROFILE, (a, b) => {
			const sum = merged([a, b]);
			expect(sampleKeys(merged([b, a])).join("\n")).toBe(
				sampleKeys(sum).join("\n"),
			);
			expect(totals(sum)).toEqual(
				totals(a).map((one, type) => one + (totals(b)[type] ?? 0n)),
			);
		}),
		{ numRuns: 2_000 },
	);
});

function less(sources: readonly Profile[], base: readonly Profile[]): Profile {
	return combinedProfile({ sources, base, diffBase: false });
}

/** A profile alone is not merged with itself: an empty one beside it makes it so. */
function merged([first, ...others]: readonly [Profile, ...Profile[]]): Profile {
	const { sampleTypes, periodType } = first;
	const nothing = profileBuilder({ sampleTypes, periodType }).build();
	return less([first, ...others, nothing], []);
}

function totals({ samples, sampleTypes }: Profile): bigint[] {
	return sampleTypes.map((_, type) => {
		let sum = 0n;
		for (let row = 0; row < samples.count; row++)
			sum += exactAt(samples.values, row * sampleTypes.length + type);
		return sum;
	});
}
