import { expect, test } from "@jest/globals";
import { readInputs } from "../../../src/adapters/github/inputs.ts";
import { Stop } from "../../../src/model/problem.ts";

test("nothing given: the default budget file, comments always, failing", () => {
	expect(read({})).toEqual({
		budget: { kind: "file" },
		token: "",
		comment: "always",
		commentKey: "",
		fail: true,
		base: "none",
		workingDirectory: ".",
		out: ".leak-budget",
	});
});

test("config names a file", () => {
	expect(read({ config: "ci/leaks.yml" }).budget).toEqual({
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
	expect(read({ ...given, "inuse-space": "64MiB" }).budget).toEqual({
		kind: "short",
		inputs: { ...given, inuseSpace: "64MiB" },
	});
});

test.each([
	[{ comment: "sometimes" }, ["comment"]],
	[{ fail: "no" }, ["fail"]],
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
