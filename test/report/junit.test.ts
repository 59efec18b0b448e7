import { describe, expect, test } from "@jest/globals";
import type { Verdict } from "../../src/model/verdict.ts";
import { junitReport } from "../../src/report/junit.ts";
import { xmlTree } from "../support/xml-tree.ts";
import { junitBreaches } from "./junit-form.ts";
import { culprit, excerpt, finding, verdict } from "./verdicts.ts";

const heap = finding([0, 0], {
	metric: "inuse_space",
	unit: "bytes",
	outcome: "within",
	kind: "steady",
});
const died = { code: "died", message: "shop exited with code 2. It was idle." };

/** The cases as one line each: what a CI's list of tests shows. */
function cases(one: Verdict) {
	const xml = junitReport(one, [excerpt()]);
	expect(junitBreaches(xml)).toEqual([]);
	const [suite] = xmlTree(xml).children;
	const { tests, failures, errors, skipped } = suite?.attributes ?? {};
	const shown = (suite?.children ?? [])
		.filter(({ name }) => name === "testcase")
		.map(({ attributes: { classname, name }, children: [result] }) =>
			[`${classname}: ${name}`, result?.name, result?.attributes.type]
				.filter(Boolean)
				.join(" | "),
		);
	return { counts: [tests, failures, errors, skipped].join(" "), shown };
}

test("a case for each budget: over is a failure, undecided an error, unmeasured skipped", () => {
	const moving = { outcome: "undecided", kind: "moving" } as const;
	const unmeasured = { outcome: "within", kind: "unmeasured" } as const;
	const { counts, shown } = cases(
		verdict({
			findings: [
				finding([100, 100, 100], { scenario: "orders" }),
				finding([3], { metric: "threads", ...moving }),
				finding([0], { metric: "leaked_goroutines", ...unmeasured }),
				heap,
				{ ...heap, limit: { kind: "ceiling", value: 9, text: "64MiB" } },
				finding([0], { stacks: "shop/cache.*", outcome: "within" }),
			],
		}),
	);
	expect(counts).toBe("6 1 1 1");
	expect(shown).toEqual([
		"shop.orders: goroutines growth | failure | leak",
		"shop: threads growth | error | moving",
		"shop: leaked_goroutines growth | skipped | unmeasured",
		"shop: inuse_space growth",
		"shop: inuse_space ceiling",
		"shop: goroutines growth shop/cache.*",
	]);
});

describe("nothing is green that is not", () => {
	test.each<[string, Partial<Verdict>, readonly string[]]>([
		[
			"a run that went wrong is a case of its own",
			{ findings: [heap], problems: [died] },
			["shop: inuse_space growth", "shop: run | error | died"],
		],
		[
			"so is one that never began",
			{ findings: [], problems: [died] },
			["shop: run | error | died"],
		],
		[
			"so is what is undecided for another reason than a budget",
			{ findings: [heap] },
			["shop: inuse_space growth", "shop: run | error | undecided"],
		],
	])("%s", (_, more, expected) => {
		const one = verdict({ outcome: "undecided", exitCode: 2, ...more });
		expect(cases(one).shown).toEqual(expected);
	});
});

test("a failure says what the terminal says of that budget, and of no other", () => {
	const rss = finding([9], {
		metric: "rss",
		unit: "bytes",
		kind: "ceiling",
		limit: { kind: "ceiling", value: 20, text: "20B" },
	});
	const site = culprit({ metric: "inuse_space", function: "main.fill" });
	const grown = finding([7], { metric: "inuse_space", unit: "bytes" });
	const xml = junitReport(
		verdict({
			findings: [finding([100, 100, 100]), rss, grown],
			culprits: [culprit(), site],
		}),
		[excerpt()],
	);
	const [goroutines, ceiling, bytes] = (
		xmlTree(xml).children[0]?.children ?? []
	).flatMap(({ name, children }) => (name === "testcase" ? children : []));
	expect(goroutines?.attributes.message).toBe(
		"shop leaks goroutines: +100 in every round of 200 requests (0.5 a request)",
	);
	expect(goroutines?.text).toContain("internal/orders/client.go:39");
	expect(goroutines?.text).toContain("found <- c.load(id)");
	expect(goroutines?.text).not.toContain("main.fill");
	expect(goroutines?.text).not.toContain("rss");
	expect(bytes?.text).toContain("main.fill");
	expect(bytes?.text).not.toContain("other budgets");
	expect(ceiling?.text).toContain("is named with its other budgets");
	expect(ceiling?.text).not.toContain("main.fill");
});
