import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { tooManyErrors } from "../../../src/adapters/load/check-errors.ts";
import { commandScenario, httpScenario } from "../../support/service-plan.ts";

const ran = { scenario: "orders", durationMs: 1 };

test("the sentence names the kind, the remedy the key", () => {
	const result = {
		...ran,
		requests: 200,
		errors: 200,
		errorKinds: { "connection refused": 200 },
	};
	const ready = { kind: "tcp", host: "127.0.0.1", port: 1 } as const;
	expect(
		tooManyErrors(commandScenario("hey"), result, { ready })?.problems,
	).toEqual([
		{
			code: "load-errors",
			message: "The load sent 200 requests, 200 failed (connection refused).",
			where: "load orders",
			remedy:
				"A load that fails proves nothing: fix load.run, or set load.allow_errors.",
		},
	]);
	expect(tooManyErrors(httpScenario(), result)?.problems[0]?.remedy).toContain(
		"load.http",
	);
});

test.each([
	["all refused, and nothing says when it is ready", 200, undefined, true],
	["some refused", 199, undefined, false],
	["all refused once it was ready", 200, { kind: "log", text: "up" }, false],
] as const)("%s", (_, refused, ready, named) => {
	const errorKinds = {
		"connection refused": refused,
		"HTTP 500": 200 - refused,
	};
	const result = { ...ran, requests: 200, errors: 200, errorKinds };
	const [problem] =
		tooManyErrors(httpScenario(), result, { ready })?.problems ?? [];
	expect(problem?.remedy?.includes("set service.ready")).toBe(named);
});

test.each([
	["none failed", { requests: 200, errors: 0 }, 0, false],
	["as many as allowed", { requests: 200, errors: 2 }, 0.01, false],
	["one more than allowed", { requests: 200, errors: 3 }, 0.01, true],
	["one, where none may", { requests: 200, errors: 1 }, 0, true],
	["all may fail", { requests: 200, errors: 200 }, 1, false],
	["nothing was sent", { requests: 0, errors: 0 }, 1, true],
	["the tool does not say", {}, 0, false],
])("%s", (_, result, allowErrors, stops) => {
	const stop = tooManyErrors(httpScenario({ allowErrors }), {
		...ran,
		...result,
	});
	expect(stop !== undefined).toBe(stops);
});

test.each([
	[{ "HTTP 401": 200 }, true],
	[{ "HTTP 401": 150, "HTTP 403": 50 }, true],
	[{ "HTTP 401": 150, "HTTP 500": 50 }, false],
])("%j: who asks is not known: %s", (errorKinds, named) => {
	const result = { ...ran, requests: 200, errors: 200, errorKinds };
	const [problem] = tooManyErrors(httpScenario(), result)?.problems ?? [];
	expect(problem?.remedy?.includes("load.headers")).toBe(named);
});

test("several kinds are counted each", () => {
	const stop = tooManyErrors(httpScenario(), {
		...ran,
		requests: 10,
		errors: 5,
		errorKinds: { "HTTP 500": 3, "timed out": 2 },
	});
	expect(stop?.message).toContain("5 failed (HTTP 500: 3, timed out: 2).");
});

test("more errors never turn a stop into a result", () => {
	fc.assert(
		fc.property(
			fc.nat({ max: 1000 }),
			fc.nat({ max: 1000 }),
			fc.double({ min: 0, max: 1, noNaN: true }),
			(errors, more, allowErrors) => {
				const check = (n: number) =>
					tooManyErrors(httpScenario({ allowErrors }), {
						...ran,
						requests: 1000,
						errors: n,
					}) !== undefined;
				if (check(errors)) expect(check(errors + more)).toBe(true);
			},
		),
	);
});
