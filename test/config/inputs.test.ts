import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseInputs, planTextFromInputs } from "../../src/config/inputs.ts";
import { around, parse, problemsOf } from "./around.ts";

const run = "bin/shop";

test("the short inputs are a budget file", () => {
	const inputs = {
		build: "go build -o bin/shop .",
		run,
		ready: "tcp://127.0.0.1:8080",
		load: "POST http://127.0.0.1:8080/orders",
		goroutines: "+5",
		inuseSpace: "64MiB",
	};
	const plan = parseInputs(inputs, around);
	expect(plan).toEqual(parse(planTextFromInputs(inputs)));
	expect(plan).toMatchObject({
		name: "shop",
		service: { build: inputs.build, run, ready: { kind: "tcp", port: 8080 } },
		load: [{ kind: "http", method: "POST", amount: { requests: 500 } }],
	});
	expect(
		plan.budgets.map(({ metric, limits }) => [metric, limits[0]?.kind]),
	).toEqual([
		["goroutines", "growth"],
		["leaked_goroutines", "growth"],
		["inuse_space", "ceiling"],
	]);
});

test.each([
	[
		"GET http://127.0.0.1:8080/a",
		{ kind: "tcp", host: "127.0.0.1", port: 8080 },
	],
	["http://[::1]:8080/", { kind: "tcp", host: "::1", port: 8080 }],
	["https://localhost/", { kind: "tcp", host: "localhost", port: 443 }],
	["k6 run load.js", undefined],
])("without ready, the load %j waits for %j", (load, ready) => {
	expect(parseInputs({ run, load }, around).service.ready).toEqual(ready);
});

test.each([
	["http://127.0.0.1:8080/", "http"],
	["GET https://127.0.0.1:8080/?q=a+b", "http"],
	["curl http://127.0.0.1:8080/", "command"],
	["hey -n 200 http://127.0.0.1:8080/", "command"],
	["./load.sh", "command"],
	["true: [*a", "command"],
])("the load %j is %s", (load, kind) => {
	expect(parseInputs({ run, load }, around).load[0]?.kind).toBe(kind);
});

test("errors name the input", () => {
	const inputs = {
		run: " ",
		ready: "8080",
		load: "",
		goroutines: "five",
		inuseSpace: "+1Mb",
	};
	expect(problemsOf(() => parseInputs(inputs, around))).toEqual([
		"input run [config-missing] run: is missing: it must be a command.",
		expect.stringContaining("input load [config-missing] load: is missing"),
		expect.stringContaining(
			'input ready [config-value] ready: "8080" is not a URL.',
		),
		'input goroutines [config-value] goroutines: "five" is not a count. Write a whole number such as 5.',
		'input inuse-space [config-value] inuse-space: "+1Mb" is not a size. Write +1MB or +1MiB.',
	]);
});

test("blank optional inputs are absent", () => {
	const plan = parseInputs(
		{
			build: "",
			run,
			ready: "\n",
			load: "./l",
			goroutines: "",
			inuseSpace: "",
		},
		around,
	);
	expect(plan).toEqual(parseInputs({ run, load: "./l" }, around));
});

test("whatever a command holds arrives unchanged and adds no key", () => {
	fc.assert(
		fc.property(fc.string({ unit: "grapheme" }), (text) => {
			const command = `x${text.replaceAll("\0", "")}x`;
			const plan = parseInputs({ run: command, load: "./load" }, around);
			expect(plan.service.run).toBe(command);
			expect(plan.setup).toBeUndefined();
		}),
	);
});
