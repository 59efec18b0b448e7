import { expect, test } from "@jest/globals";
import { readInputs } from "../../../src/adapters/github/inputs.ts";
import { Stop } from "../../../src/model/problem.ts";

test("nothing given: the default budget file, comments always, failing", () => {
	expect(read({})).toEqual({
		mode: "measure",
		budget: { kind: "file" },
		token: "",
		comment: "always",
		commentKey: "",
		fail: true,
		base: "none",
		artifact: "on-failure",
		matrix: "",
		workingDirectory: ".",
		out: ".leak-budget",
	});
});

test("config names a file", () => {
	expect(measured({ config: "ci/leaks.yml" }).budget).toEqual({
		kind: "file",
		path: "ci/leaks.yml",
	});
});

test("short inputs stand for a file", () => {
	const given = {
		build: "go build -o bin/shop .",
		run: "bin/shop",
		ready: "tcp://127.0.0.1:8080",
		load: "GET http://127.0.0.1:8080/a",
		goroutines: "+0",
	};
	expect(measured({ ...given, "inuse-space": "64MiB" }).budget).toEqual({
		kind: "short",
		inputs: { ...given, inuseSpace: "64MiB" },
	});
});

test.each([
	[{ comment: "sometimes" }, ["comment"]],
	[{ fail: "no" }, ["fail"]],
	[{ mode: "both" }, ["mode"]],
	[{ artifact: "yes" }, ["artifact"]],
	[{ mode: "comment", config: "a.yml", run: "x" }, ["mode"]],
	[{ comment: "sometimes", fail: "no" }, ["comment", "fail"]],
	[{ config: "a.yml", run: "x", load: "y" }, ["config"]],
	[{ run: "x" }, ["load"]],
	[{ goroutines: "+0" }, ["run", "load"]],
])("%j is refused, all of it at once", (given, words) => {
	const stop = caught(() => read(given));
	expect(stop.problems.map(({ message }) => /^\w+/.exec(message)?.[0])).toEqual(
		words,
	);
	for (const problem of stop.problems) expect(problem.remedy).toBeTruthy();
});

test("mode: comment takes no budget", () => {
	expect(read({ mode: "comment", "comment-key": "all" })).toEqual({
		mode: "comment",
		token: "",
		comment: "always",
		commentKey: "all",
	});
});

function measured(given: Readonly<Record<string, string>>) {
	const inputs = read(given);
	if (inputs.mode !== "measure") throw new Error("it measures nothing");
	return inputs;
}

function read(given: Readonly<Record<string, string>>) {
	return readInputs((name) => given[name] ?? "");
}

function caught(call: () => void): Stop {
	try {
		call();
	} catch (error) {
		if (error instanceof Stop) return error;
		throw error;
	}
	throw new Error("nothing was thrown");
}
