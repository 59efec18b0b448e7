import { expect, test } from "@jest/globals";
import { uploadEvidence } from "../../../src/adapters/artifacts/upload.ts";
import { manualClock } from "../../support/manual-clock.ts";

// What the runner takes is tried with the real library in test/e2e/action.
test.each([
	[
		"a runner without artifacts",
		{},
		/takes no artifacts.*upload-artifact.*include-hidden-files: true/,
	],
	[
		"GitHub Enterprise Server",
		{
			GITHUB_SERVER_URL: "https://github.acme.example",
			ACTIONS_RUNTIME_TOKEN: "t",
			ACTIONS_RESULTS_URL: "http://127.0.0.1:1",
		},
		/Enterprise Server.*upload-artifact \(v3/,
	],
	[
		"a token that is none",
		{
			ACTIONS_RUNTIME_TOKEN: "t",
			ACTIONS_RESULTS_URL: "http://127.0.0.1:1",
		},
		/./,
	],
])("%s: a sentence that says what to do", async (_, environment, said) => {
	const uploaded = await uploadEvidence({
		name: "leak-budget-shop-attempt-1",
		folder: "test/support",
		environment,
		clock: manualClock(),
	});
	expect(uploaded).toEqual({ failed: expect.stringMatching(said) });
});
