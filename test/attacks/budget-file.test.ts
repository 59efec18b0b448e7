import { expect, test } from "@jest/globals";
import { parsePlan } from "../../src/config/parse.ts";
import { matchesFunction } from "../../src/model/glob.ts";
import { around, parse, problemsOf } from "../config/around.ts";

const GOOD = "service: { run: bin/shop }\nload: { run: ./load }\n";
const laughs = ["a: &a [x,x,x,x,x,x,x,x,x]"]
	.concat(
		["b", "c", "d", "e", "f", "g", "h"].map((name, at) => {
			const before = "abcdefg"[at];
			return `${name}: &${name} [${Array(9).fill(`*${before}`).join(",")}]`;
		}),
	)
	.join("\n");

/** All are refused, with a sentence, and without having done anything. */
const REFUSED: Readonly<Record<string, readonly [text: string, says: RegExp]>> =
	{
		// Attack 33.
		"a billion laughs": [laughs, /aliases written out/],
		"a billion laughs as a mapping": [
			laughs.replaceAll("[", "{k: [").replaceAll("]", "]}"),
			/aliases written out/,
		],
		// Attack 34.
		"an alias of itself": ["service: &s { run: *s }\n", /finished &s/],
		"an anchor called __proto__": [
			"service: &__proto__ { run: x }\nload: *constructor",
			/no finished &constructor/,
		],
		// Attack 35.
		"a merge key": [`x: &x { run: a }\nservice: { <<: *x }`, /merge keys/],
		"a key twice": [`${GOOD}service: { run: evil }`, /given twice/],
		"a key twice, once in quotes": [
			`${GOOD}"service": { run: evil }`,
			/given twice/,
		],
		// Attack 36.
		"a function": [`service: { run: !!js/function "function(){}" }`, /tag/i],
		"a tag of Python": [
			"service: { run: !!python/object/apply:os.system [id] }",
			/tag/i,
		],
		"a tag with a URL": [
			"service: { run: !<tag:evil.example,2026:x> y }",
			/tag/i,
		],
		"a directive": [
			`%TAG ! tag:evil,2026:\n---\nservice: { run: !x y }`,
			/tag/i,
		],
		"a second document": [`${GOOD}---\n${GOOD}`, /second document/],
		// Attack 39.
		"__proto__ at the top": [`${GOOD}__proto__: { run: evil }`, /unknown key/],
		"__proto__ in quotes": [
			`${GOOD}"__proto__": { polluted: 1 }`,
			/unknown key/,
		],
		"__proto__ within env": [
			`service: { run: x, env: { __proto__: { polluted: 1 } } }\nload: { run: y }`,
			/unknown key/,
		],
		"constructor at the top": [
			`${GOOD}constructor: { prototype: { polluted: 1 } }`,
			/unknown key/,
		],
		"constructor as a metric": [
			`${GOOD}budgets: { constructor: +0 }`,
			/unknown key/,
		],
		"toString as a metric": [`${GOOD}budgets: { toString: +0 }`, /unknown key/],
		"hasOwnProperty in headers' place": [
			`service: { run: x }\nload: { hasOwnProperty: 1, run: y }`,
			/unknown key/,
		],
		// Attack 37.
		"ten thousand brackets": [
			`load: ${"[".repeat(10_000)}`,
			/nested too deeply/,
		],
		"ten thousand braces": [
			`load: ${"{a: ".repeat(10_000)}`,
			/nested too deeply/,
		],
		"ten thousand levels by indentation": [
			Array.from({ length: 1_300 }, (_, at) => `${" ".repeat(at)}a:`).join(
				"\n",
			),
			/unknown key|nested too deeply/,
		],
		// Attack 38.
		"a scalar of a megabyte": [
			`name: ${"x".repeat(1024 * 1024)}`,
			/larger than 1 MiB/,
		],
		"a command of half a megabyte": [
			`service: { run: "${"x".repeat(500_000)}\\0" }\nload: { run: y }`,
			/NUL/,
		],
		// Attack 40.
		"NUL in a command": [`service: { run: "a\\0b" }\nload: { run: y }`, /NUL/],
		"NUL in an environment variable": [
			`service: { run: x, env: { A: "a\\0b" } }\nload: { run: y }`,
			/NUL/,
		],
		"an environment variable whose name is an assignment": [
			`service: { run: x, env: { "A=B; C": d } }\nload: { run: y }`,
			/env/,
		],
		"a name of two lines": [`${GOOD}name: "a\\n::error::b"`, /line break/],
		"a name that turns the line round": [
			`${GOOD}name: "a\\u202Eb"`,
			/control character/,
		],
		// Attack 41.
		"a number beyond all numbers": [`${GOOD}rounds: 1e999`, /rounds/],
		"rounds without an end": [`${GOOD}rounds: .inf`, /rounds/],
		"rounds that are many": [`${GOOD}rounds: 1000000`, /rounds/],
		"a request count in hexadecimal": [
			`service: { run: x }\nload: { http: GET http://127.0.0.1/, requests: 0xfffffff }`,
			/requests/,
		],
		"a duration without an end": [
			`${GOOD}settle: { timeout: 99999999h }`,
			/timeout/,
		],
		"more connections than a machine has": [
			`service: { run: x }\nload: { http: GET http://127.0.0.1/, connections: 10000000 }`,
			/connections/,
		],
		// Attack 42.
		"a pattern that lets everything leak": [
			`${GOOD}ignore: [{ function: "*", why: x }]`,
			/too broad/,
		],
		"a pattern of every letter with a star": [
			`${GOOD}ignore: [{ function: "*.*", why: x }]`,
			/too broad/,
		],
		"the runtime as a pattern": [
			`${GOOD}ignore: [{ function: "runtime.*", why: x }]`,
			/too broad/,
		],
		"a regular expression that never ends": [
			`${GOOD}ignore: [{ function: "(a+)+$", why: x }]`,
			/regular expression/,
		],
		// Attack 43.
		"a file URL as profiles": [
			"service: { run: x, profiles: file:///etc/passwd }\nload: { run: y }",
			/not a source of profiles/,
		],
		"a file URL as ready": [
			"service: { run: x, ready: file:///etc/passwd }\nload: { run: y }",
			/not a URL/,
		],
		"a file URL as load": [
			"service: { run: x }\nload: { http: GET file:///etc/passwd }",
			/not a method and a URL/,
		],
		"a script as load": [
			"service: { run: x }\nload: { http: javascript:alert(1) }",
			/not a method and a URL/,
		],
		gopher: [
			"service: { run: x, ready: gopher://127.0.0.1/ }\nload: { run: y }",
			/not a URL/,
		],
		// Attack 44.
		"a header that splits": [
			`service: { run: x }\nload: { http: GET http://127.0.0.1/, headers: { "X": "a\\r\\nHost: evil" } }`,
			/header|line break|X/i,
		],
		"a signal that kills the wrong thing": [
			"service: { run: x, stop: { signal: KILLALL } }\nload: { run: y }",
			/signal/,
		],
		"a group's number for a signal": [
			"service: { run: x, stop: { signal: '0' } }\nload: { run: y }",
			/signal/,
		],
		// Attack 45.
		"the Action's token": [
			// biome-ignore lint/suspicious/noTemplateCurlyInString: the budget file's own syntax.
			'service: { run: x, env: { A: "${INPUT_GITHUB-TOKEN}" } }\nload: { run: y }',
			/does not go on as a variable/,
		],
		"the runtime's token": [
			// biome-ignore lint/suspicious/noTemplateCurlyInString: the budget file's own syntax.
			'service: { run: x, env: { A: "${ACTIONS_RUNTIME_TOKEN}" } }\nload: { run: y }',
			/ACTIONS_RUNTIME_TOKEN is not set/,
		],
		"a property of every object as a variable": [
			// biome-ignore lint/suspicious/noTemplateCurlyInString: the budget file's own syntax.
			'service: { run: x, env: { A: "${__proto__} ${constructor}" } }\nload: { run: y }',
			/__proto__ is not set/,
		],
		"a command in a variable": [
			`service: { run: x, env: { A: "\${A:-$(id)}" } }\nload: { run: y }`,
			/does not go on as a variable/,
		],
	};

test.each(Object.keys(REFUSED))("%s is refused", (name) => {
	const [text, says] = REFUSED[name] ?? ["", /^$/];
	const problems = problemsOf(() => parse(text));
	expect(problems.join("\n")).toMatch(says);
	expect(problems.length).toBeLessThanOrEqual(51);
	// What is wrong is quoted in an error: briefly, and with nothing that a terminal obeys.
	for (const problem of problems) {
		expect(problem.length).toBeLessThan(1_000);
		expect(problem).not.toMatch(/[\p{Cc}\p{Bidi_C}]/u);
	}
	expect(({} as { polluted?: number }).polluted).toBeUndefined();
	expect(Object.prototype).not.toHaveProperty("run");
});

test("words that a shell would expand are passed on as they are, to the shell alone", () => {
	const text = `name: "$(id) \`id\` %0A"\n${GOOD}`;
	expect(parse(text).name).toBe("$(id) `id` %0A");
});

// Attack 46.
test("expressions of GitHub are no expressions here", () => {
	// biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's own syntax.
	const expression = "${{ github.token }}";
	const text = `service: { run: "echo ${expression}" }\nload: { run: y }`;
	expect(parse(text).service.run).toBe(`echo ${expression}`);
	expect(
		problemsOf(() =>
			parse(
				`service: { run: x, env: { A: "${expression}" } }\nload: { run: y }`,
			),
		).join(),
	).toMatch(/does not go on as a variable/);
});

// biome-ignore lint/suspicious/noTemplateCurlyInString: the budget file's own syntax.
const REFERENCE = "${EVIL}";

// Attack 47.
test("what a variable holds is no YAML, and is expanded once", () => {
	const plan = parsePlan({
		...around,
		environment: { EVIL: `x }\nload: { run: evil }\n# ${REFERENCE}` },
		text: `service: { run: a, env: { A: "${REFERENCE}" } }\nload: { run: b }`,
		file: "f.yml",
	});
	expect(plan.load).toMatchObject([{ run: "b" }]);
	expect(plan.service.env.A).toContain(`# ${REFERENCE}`);
});

test("a pattern of many stars on a long name takes no time", () => {
	const pattern = `${"*a".repeat(480)}*b`;
	const name = `main.${"a".repeat(50_000)}`;
	const began = performance.now();
	expect(matchesFunction(pattern, name)).toBe(false);
	// An expression that tries every way would still be at it.
	expect(performance.now() - began).toBeLessThan(5_000);
});
