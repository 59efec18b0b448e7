import { expect, test } from "@jest/globals";
import { judge } from "../../src/judge/judge.ts";
import type { Environment } from "../../src/model/evidence.ts";
import { evidenceOf } from "../support/evidence.ts";

const environment: Environment = {
	tool: "test",
	os: "linux/amd64",
	go: "go1.26.8",
	source: "agent",
	modules: { firstParty: [], libraries: [] },
	leakProfile: true,
};

test.each([
	["the rate that was asked for", 32_768, []],
	["a source that does not tell it", undefined, []],
	[
		"a program's own",
		524_288,
		[
			"The service sets its own heap sampling, runtime.MemProfileRate: a sample every 512 KiB, where heap_sampling asks for 32.0 KiB. The errors of heap sites follow from its own.",
		],
	],
	["none at all", 0, [expect.stringContaining("heap sampling off")]],
])("%s", (_, memProfileRate, notes) => {
	const evidence = evidenceOf([10, 10], {
		environment: {
			...environment,
			...(memProfileRate !== undefined && { memProfileRate }),
		},
	});
	expect(judge(evidence, () => undefined).notes).toEqual(notes);
});
