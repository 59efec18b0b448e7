import { expect, test } from "@jest/globals";
import { planFrom } from "../../src/engine.ts";
import { budgetFile } from "./budget-file.ts";
import { SUBJECT } from "./sample-runs.ts";
import type { Subject } from "./subject.ts";

const place = {
	binary: "/tmp/it's here/cases",
	port: 4711,
	report: "/tmp/r.json",
};

function planOf(changes: Partial<Subject> = {}) {
	const text = budgetFile({ ...SUBJECT, ...changes }, place);
	return planFrom({ text, file: "leak-budget.yml", directory: "/tmp" }, {});
}

test("a subject as users write it: everything else is the default", () => {
	const plan = planOf({ env: { GOGC: "400" } });
	expect(plan).toMatchObject({
		name: "early-return",
		service: {
			run: `exec '/tmp/it'\\''s here/cases' -addr 127.0.0.1:4711 -case early-return`,
			env: { GOGC: "400", ACCURACY_REPORT: "/tmp/r.json" },
			ready: { kind: "http", url: "http://127.0.0.1:4711/ready" },
		},
		load: [
			{
				kind: "http",
				url: "http://127.0.0.1:4711/",
				amount: { kind: "requests", requests: 200 },
			},
		],
		settle: { timeoutMs: 30_000 },
	});
	expect(plan.service.build).toBeUndefined();
	expect(plan.budgets.every(({ byDefault }) => byDefault)).toBe(true);
});

test("what a case asks for", () => {
	const plan = planOf({
		requests: 5,
		settleTimeoutMs: 3_000,
		budgets: { rss: "+1MiB" },
	});
	expect(plan).toMatchObject({
		load: [{ amount: { requests: 5 } }],
		settle: { timeoutMs: 3_000 },
	});
	expect(plan.budgets.map(({ metric }) => metric)).toContain("rss");
});

test("several paths are as many scenarios, which share the requests", () => {
	const { load } = planOf({ paths: ["/", "/b?c=1"], requests: 250 });
	const half = { kind: "requests", requests: 125 };
	expect(load).toMatchObject([
		{ name: "path-1", url: "http://127.0.0.1:4711/", amount: half },
		{ name: "path-2", url: "http://127.0.0.1:4711/b?c=1", amount: half },
	]);
});

test("the stop timeout leaves goleak its time", () => {
	expect(planOf().service.stop.timeoutMs).toBeGreaterThan(10_000);
});
