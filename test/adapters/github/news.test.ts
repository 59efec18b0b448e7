import { expect, test } from "@jest/globals";
import { newsOf, newsOfLegs } from "../../../src/adapters/github/news.ts";
import type { Culprit, Verdict } from "../../../src/model/verdict.ts";
import { leakingVerdict } from "../../support/leaking-verdict.ts";

const verdict = leakingVerdict("fail");
const [goroutines] = verdict.findings;
const [culprit] = verdict.culprits;
if (!goroutines || !culprit) throw new Error("the verdict has none");

test.each<[string, Verdict]>([
	[
		"other readings",
		{ ...verdict, findings: [{ ...goroutines, peak: 700, after: 300 }] },
	],
	[
		"two goroutines more",
		{ ...verdict, findings: [{ ...goroutines, growth: 102 }] },
	],
	["another heap site", { ...verdict, culprits: [culprit, heap("b")] }],
	["other timings", { ...verdict, timings: { total: 1 }, notes: ["n"] }],
])("%s are no news", (_, other) => {
	expect(newsOf(other)).toBe(newsOf(verdict));
});

test.each<[string, Verdict]>([
	["another outcome", { ...verdict, outcome: "undecided" }],
	[
		"twice the leak",
		{ ...verdict, findings: [{ ...goroutines, growth: 200 }] },
	],
	[
		"another budget",
		{
			...verdict,
			findings: [{ ...goroutines, limit: { ...goroutines.limit, text: "+5" } }],
		},
	],
	[
		"a leak that the base has, too",
		{ ...verdict, culprits: [{ ...culprit, since: "already" }] },
	],
	[
		"a leak that is gone",
		{ ...verdict, gone: [{ ...culprit, perRequest: null }] },
	],
	["another line", { ...verdict, culprits: [{ ...culprit, line: 43 }] }],
	[
		"one more culprit",
		{ ...verdict, culprits: [culprit, { ...culprit, function: "f" }] },
	],
	["a problem", { ...verdict, problems: [{ code: "c", message: "m" }] }],
])("%s is news", (_, other) => {
	expect(newsOf(other)).not.toBe(newsOf(verdict));
});

test("within budget the growth is no news", () => {
	const within = (growth: number): Verdict => ({
		...verdict,
		findings: [{ ...goroutines, outcome: "within", kind: "steady", growth }],
	});
	expect(newsOf(within(0))).toBe(newsOf(within(3)));
});

test("the worst heap site is news, the next ones are chance", () => {
	const of = (...names: readonly string[]) =>
		newsOf({ ...verdict, culprits: names.map(heap) });
	expect(of("a", "b")).toBe(of("a", "c"));
	expect(of("a", "b")).not.toBe(of("b", "a"));
});

function heap(name: string): Culprit {
	return {
		...(culprit as Culprit),
		metric: "inuse_space",
		function: name,
		band: 100,
	};
}

test("legs in another order are no news, another leg is", () => {
	const leg = (name: string, artifact: number) => ({
		leg: name,
		artifact,
		content: { verdict },
	});
	const newsOf = (...legs: readonly ReturnType<typeof leg>[]) =>
		newsOfLegs({ legs, unread: 0, runFailed: false });
	const news = newsOf(leg("shop", 1), leg("search", 2));
	// Whichever was done first has the lower number.
	expect(newsOf(leg("search", 3), leg("shop", 4))).toBe(news);
	expect(newsOf(leg("search", 3), leg("pay", 4))).not.toBe(news);
});
