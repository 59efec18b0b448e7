import { expect, test } from "@jest/globals";
import { childEnvironment } from "../../../src/adapters/process/environment.ts";

test("a child sees what a script step would see, and the additions on top", () => {
	const inherited = {
		PATH: "/bin",
		GITHUB_SHA: "abc",
		GONE: undefined,
		"INPUT_GITHUB-TOKEN": "secret",
		STATE_pid: "1",
		ACTIONS_RUNTIME_TOKEN: "secret",
		ACTIONS_ID_TOKEN_REQUEST_TOKEN: "secret",
		GITHUB_OUTPUT: "/file",
		GITHUB_ENV: "/file",
		GITHUB_STEP_SUMMARY: "/file",
	};
	expect(childEnvironment(inherited, { PORT: "1" }, { PORT: "2" })).toEqual({
		PATH: "/bin",
		GITHUB_SHA: "abc",
		PORT: "2",
	});
});
