import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { stringify } from "yaml";
import { parsePlan } from "../../src/config/parse.ts";
import { Stop } from "../../src/model/problem.ts";
import { around, parse, problemsOf } from "./around.ts";

const GOOD =
	"service: { run: bin/shop }\nload: { http: GET http://127.0.0.1:8080/ }\n";

function goroutines(limit: string) {
	const plan = parse(`${GOOD}budgets: { goroutines: ${limit} }`);
	return plan.budgets.find(({ metric }) => metric === "goroutines")?.limits;
}

test.each([
	["+0", { kind: "growth", value: 0, text: "+0" }],
	["+5", { kind: "growth", value: 5, text: "+5" }],
	["'+5'", { kind: "growth", value: 5, text: "+5" }],
	["5", { kind: "ceiling", value: 5, text: "5" }],
	["0", { kind: "ceiling", value: 0, text: "0" }],
	["+7%", { kind: "growth-percent", percent: 7, text: "+7%" }],
])(
	"YAML's own reading of numbers does not lose the plus: %s",
	(text, limit) => {
		expect(goroutines(text)).toEqual([limit]);
	},
);

test("off takes a default away, and what is not named keeps it", () => {
	const plan = parse(`${GOOD}budgets: { goroutines: off, threads: 9 }`);
	expect(
		plan.budgets.map(({ metric, byDefault }) => [metric, byDefault]),
	).toEqual([
		["leaked_goroutines", true],
		["inuse_space", true],
		["threads", false],
	]);
});

test("fail_on: any leak, or only what is new", () => {
	expect(parse(`${GOOD}fail_on: new`).failOn).toBe("new");
	expect(parse(`${GOOD}fail_on: any`)).not.toHaveProperty("failOn");
	expect(parse(GOOD)).not.toHaveProperty("failOn");
	expect(problemsOf(() => parse(`${GOOD}fail_on: old`))).toEqual([
		expect.stringMatching(
			/:3:10 .*fail_on: "old" is neither any nor new\. Write any or new\.$/,
		),
	]);
});

test("%YAML 1.1, where off is a boolean and +5 a number, reads the same", () => {
	const plan = parse(
		`%YAML 1.1\n---\n${GOOD}budgets: { goroutines: +5, inuse_space: off }`,
	);
	expect(plan.budgets.map(({ metric }) => metric)).toEqual([
		"goroutines",
		"leaked_goroutines",
	]);
});

test("service.env is expanded once: what a variable holds is not", () => {
	const environment = { A: "$" + "{B}$$", B: "b" };
	const text = `service: { run: x, env: { K: "\${A}" } }\nload: { run: y }`;
	const plan = parsePlan({ ...around, environment, text, file: "f.yml" });
	expect(plan.service.env).toEqual({ K: environment.A });
});

test("nothing of the file becomes a prototype", () => {
	problemsOf(() =>
		parse(
			`${GOOD}__proto__: { polluted: 1 }\nbudgets: { __proto__: { polluted: 1 } }`,
		),
	);
	const env = "service: { run: x, env: { constructor: c } }\nload: { run: y }";
	expect(Object.entries(parse(env).service.env)).toEqual([
		["constructor", "c"],
	]);
	expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test("of very many errors the first fifty are shown and the rest counted", () => {
	const keys = Array.from({ length: 60 }, (_, index) => `zzz${index}: 1\n`);
	const problems = problemsOf(() => parse(GOOD + keys.join("")));
	expect(problems).toHaveLength(51);
	expect(problems.at(-1)).toContain("10 more errors are not shown.");
});

describe("text that is large on purpose ends soon and clearly", () => {
	const wide = Array.from(
		{ length: 15_000 },
		(_, index) => `"${index}": x`,
	).join(", ");
	test.each([
		["file", `# ${"x".repeat(1024 * 1024)}`, "larger than 1 MiB"],
		["nesting", `load: ${"[".repeat(20_000)}`, "nested too deeply"],
		[
			"number of values",
			`load: [${"x, ".repeat(30_000)}]`,
			"more than 20000 values",
		],
		["alias", `a: &a { ${wide} }\nb: *a`, "more than 20000 values"],
		["circle", "load: &load [*load]", "no finished &load"],
		["key", `${"k".repeat(500_000)}: 1`, "Implicit keys|unknown key|implicit"],
	])("%s", (_, text, message) => {
		expect(problemsOf(() => parse(text)).join("\n")).toMatch(
			new RegExp(message),
		);
	});
});

describe("any text is a plan or one Stop whose places lie within the file", () => {
	test("a place between the two characters of a line break", () =>
		holds("{{]\r\n"));

	function holds(text: string): void {
		try {
			parse(text);
		} catch (error) {
			if (!(error instanceof Stop)) throw error;
			expect(error.problems.length).toBeGreaterThan(0);
			const lines = text.split(/\r\n|\r|\n/);
			for (const { where = "", message } of error.problems) {
				const [, line, column] =
					/^leak-budget\.yml:(\d+):(\d+)$/.exec(where) ?? [];
				const length = lines[Number(line) - 1]?.length ?? Number.NaN;
				expect(Number(line)).toBeGreaterThanOrEqual(1);
				expect(Number(column)).toBeGreaterThanOrEqual(1);
				expect(Number(column)).toBeLessThanOrEqual(length + 1);
				expect(message).not.toMatch(/[\p{Cc}\p{Bidi_C}]/u);
			}
		}
	}

	const word = fc.constantFrom(
		"name",
		"service",
		"run",
		"env",
		"load",
		"http",
		"requests",
		"budgets",
		"goroutines",
		"settle",
		"quiet",
		"ready",
		"log",
		"__proto__",
		"constructor",
		"<<",
		"+0",
		"+1MiB",
		"auto",
		"off",
		"30s",
		"5",
		"null",
		"",
		"GET http://127.0.0.1:8080/",
		"$" + "{X}",
		"\u202e",
		"\0",
		"!!int",
	);
	const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
		tree: fc.oneof(
			{ maxDepth: 4 },
			word,
			fc.array(tie("tree"), { maxLength: 3 }),
			fc
				.array(fc.tuple(word, tie("tree")), { maxLength: 5 })
				.map((pairs) => new Map(pairs)),
		),
	}));
	const fragment = fc.constantFrom(
		"a: ",
		"- ",
		"&a ",
		"*a",
		"\n",
		"  ",
		"{",
		"}",
		"[",
		"]",
		",",
		"? ",
		": ",
		"#",
		"'",
		'"',
		"|\n",
		"---\n",
		"%YAML 1.1\n",
		"!!set ",
		"!x ",
		"\t",
		"\r\n",
		"\ufeff",
		"service: ",
		"load: ",
		"<<: ",
		"~",
		"\\",
		"é",
	);

	test("any characters", () =>
		fc.assert(fc.property(fc.string({ unit: "binary" }), holds)));
	test("pieces of YAML", () =>
		fc.assert(
			fc.property(
				fc.array(fragment).map((all) => all.join("")),
				holds,
			),
			{ numRuns: 1_000 },
		));
	test("mappings of known words", () =>
		fc.assert(
			fc.property(
				tree.map((value) => stringify(value)),
				holds,
			),
			{ numRuns: 500 },
		));
});
