import { expect, test } from "@jest/globals";
import { tuneOptions } from "../../src/commands/tune-options.ts";

const TODAY = "2026-11-21";

test("three runs, half as much again, and 90 days", () => {
	expect(tuneOptions({}, TODAY)).toEqual({
		kind: "tuned",
		runs: 3,
		marginPercent: 50,
		today: TODAY,
		until: "2027-02-19",
		dryRun: false,
	});
});

test.each([
	[{ ratchet: true }, { kind: "lowered" }],
	[
		{ accept: true, until: TODAY },
		{ kind: "accepted", until: TODAY },
	],
	[
		{ runs: "50", margin: "0" },
		{ runs: 50, marginPercent: 0 },
	],
	[{ "dry-run": true }, { dryRun: true }],
])("%j", (typed, options) => {
	expect(tuneOptions(typed, TODAY)).toMatchObject(options);
});

test.each([
	[{ runs: "0" }, /--runs "0": give 1 to 50/],
	[{ runs: "1.5" }, /--runs/],
	[{ margin: "0.5" }, /--margin "0.5": give a percentage such as 50%/],
	[{ margin: "-5%" }, /--margin/],
	[{ ratchet: true, accept: true }, /not both/],
	[{ until: "2027-01-01" }, /--until goes with --accept/],
	[
		{ accept: true, until: "2026-11-20" },
		/--until "2026-11-20": give a day to come, such as 2027-02-19/,
	],
	[{ accept: true, until: "tomorrow" }, /--until "tomorrow"/],
])("%j cannot be meant", (typed, message) => {
	expect(() => tuneOptions(typed, TODAY)).toThrow(message);
});
