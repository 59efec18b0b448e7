import { describe, expect, test } from "@jest/globals";
import type { Excerpt } from "../../src/model/excerpt.ts";
import type { Culprit, Verdict } from "../../src/model/verdict.ts";
import { sarifReport } from "../../src/report/sarif.ts";
import { sarifBreaches, sarifRun } from "./sarif-form.ts";
import { culprit, excerpt, finding, verdict } from "./verdicts.ts";

function run(one: Verdict, excerpts: readonly Excerpt[] = [excerpt()]) {
	const json = sarifReport(one, excerpts);
	expect(sarifBreaches(json)).toEqual([]);
	return sarifRun(json);
}

const DIAGNOSIS = {
	id: "send-abandoned",
	cause: "Nobody receives from `found` any more.",
	mend: "Give it a buffer: `make(chan T, 1)`.",
	code: "found := make(chan T, 1)\n",
	link: "https://go.dev/doc/effective_go#channels",
};

test("a culprit is a result at its line, relative to the repository", () => {
	const { results, tool, automationDetails } = run(verdict());
	expect(results).toEqual([
		{
			ruleId: "goroutines-leak",
			ruleIndex: 0,
			level: "error",
			message: {
				text: "orders.(*Client).Get.func1 +100 goroutines a round · GET /orders/{id} · blocked in chan send. It waits to send on a channel, and nobody receives.",
			},
			locations: [
				{
					physicalLocation: {
						artifactLocation: {
							uri: "internal/orders/client.go",
							uriBaseId: "%SRCROOT%",
						},
						region: {
							startLine: 39,
							startColumn: 3,
							endLine: 39,
							endColumn: 22,
						},
					},
				},
			],
			partialFingerprints: { "leakBudget/v1": expect.any(String) },
		},
	]);
	expect(tool.driver.rules).toHaveLength(1);
	expect(automationDetails.id).toBe("go-leak-budget/shop/");
});

test.each([
	["new", "new"],
	["worse", "updated"],
	["better", "updated"],
	["already", "unchanged"],
	[undefined, undefined],
] as const)("a culprit that is %s has the state %s", (since, state) => {
	const one = verdict({ culprits: [culprit(since && { since })] });
	expect(run(one).results.map(({ baselineState }) => baselineState)).toEqual([
		state,
	]);
});

test("a diagnosis is the rule: its cause, mend, code and link are the help", () => {
	const known = culprit({ diagnosis: DIAGNOSIS });
	const { results, tool } = run(
		verdict({ culprits: [known, culprit({ diagnosis: null }), known] }),
	);
	expect(results.map(({ ruleId }) => ruleId)).toEqual([
		"send-abandoned",
		"goroutines-leak",
		"send-abandoned",
	]);
	expect(tool.driver.rules).toHaveLength(2);
	expect(tool.driver.rules[0]).toMatchObject({
		shortDescription: { text: "Nobody receives from found any more." },
		helpUri: DIAGNOSIS.link,
		help: {
			markdown:
				"Nobody receives from `found` any more.\n\nGive it a buffer: `make(chan T, 1)`.\n\n```go\nfound := make(chan T, 1)\n```\n\n<https://go.dev/doc/effective_go#channels>",
		},
	});
});

describe("the fingerprint", () => {
	const of = (more: Partial<Culprit>, place: Partial<Excerpt> = {}) => {
		const one = culprit(more);
		const at = { file: one.file, line: one.line, ...place };
		const [result] = run(verdict({ culprits: [one] }), [excerpt(at)]).results;
		return result?.partialFingerprints;
	};
	const name = culprit().function;

	test("stays when lines move, and when closures are counted anew", () => {
		expect(of({ line: 40 })).toEqual(of({}));
		expect(of({ growth: 7, perRequest: null })).toEqual(of({}));
		expect(of({ function: name.replace("func1", "func2") })).toEqual(of({}));
	});

	test.each<[string, Partial<Culprit>, Partial<Excerpt>]>([
		["function", { function: name.replace("Get", "Put") }, {}],
		["file", {}, { path: "internal/orders/other.go" }],
		["cause", { diagnosis: DIAGNOSIS }, {}],
		["load", { scenario: "search" }, {}],
	])("differs by %s", (_, more, place) => {
		expect(of(more, place)).not.toEqual(of({}));
	});
});

test.each([
	["", "/etc/passwd"],
	["", "../outside.go"],
	["", "a/../../outside.go"],
	["", "a//b.go"],
	["internal/%C3%BCber%20%23%3F%25.go", "internal/über #?%.go"],
	["c%3A/x.go", "c:/x.go"],
])("%s stands for the path %s", (expected, path) => {
	const { results } = run(verdict(), [excerpt({ path })]);
	const uris = results.map(
		({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri,
	);
	expect(uris).toEqual(expected === "" ? [] : [expected]);
});

test.each<[string, Partial<Verdict>, readonly Excerpt[], string]>([
	[
		"a ceiling",
		{
			culprits: [],
			findings: [finding([1], { metric: "rss", kind: "ceiling" })],
		},
		[],
		"shop is over its ceiling",
	],
	["a culprit outside the repository", {}, [], "shop leaks goroutines: +100"],
	[
		"a library's stack",
		{ culprits: [culprit({ first_party: false })] },
		[excerpt()],
		"shop leaks goroutines: +100",
	],
	[
		"a problem",
		{
			findings: [],
			culprits: [],
			problems: [{ code: "died", message: "shop exited with code 2." }],
		},
		[],
		"shop exited with code 2.",
	],
])(
	"%s has no line to show: it is a notification",
	(_, more, excerpts, text) => {
		const { results, invocations } = run(verdict(more), excerpts);
		expect(results).toEqual([]);
		const [said, ...others] = invocations[0]?.toolExecutionNotifications ?? [];
		expect(said?.message.text).toContain(text);
		expect(others).toEqual([]);
	},
);

test("undecided is no success, and what it suspects a warning", () => {
	const { results, invocations } = run(
		verdict({
			outcome: "undecided",
			exitCode: 2,
			findings: [finding([3], { outcome: "undecided", kind: "moving" })],
		}),
	);
	expect(invocations[0]?.executionSuccessful).toBe(false);
	expect(results.map(({ level }) => level)).toEqual(["warning"]);
});

test("a pass has no results: code scanning closes what was mended", () => {
	const pass = verdict({
		outcome: "pass",
		exitCode: 0,
		findings: [finding([0], { outcome: "within", kind: "steady" })],
		culprits: [],
	});
	expect(run(pass)).toMatchObject({
		results: [],
		invocations: [
			{ executionSuccessful: true, toolExecutionNotifications: [] },
		],
	});
});

test("of very many culprits, those that break a budget are kept", () => {
	const mild = Array.from({ length: 6_000 }, () =>
		culprit({ metric: "threads" }),
	);
	const { results } = run(verdict({ culprits: [...mild, culprit()] }));
	expect(results).toHaveLength(5_000);
	expect(results[0]?.level).toBe("error");
});

test("links and arguments of SARIF messages are not read out of names", () => {
	const route = "[click](javascript:alert(1)) {0} {id}";
	const { results } = run(verdict({ culprits: [culprit({ route })] }));
	expect(results[0]?.message.text).toContain(
		"[click] (javascript:alert(1)) { 0} {id}",
	);
});
