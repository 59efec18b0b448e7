import { expect, test } from "@jest/globals";
import {
	limitsFrom,
	probingPlan,
	withIgnored,
	withLimits,
} from "../../src/engine/tune.ts";
import { judge } from "../../src/judge/judge.ts";
import { parse } from "../config/around.ts";
import { evidenceOf, frame, stack } from "../support/evidence.ts";

const FILE = {
	file: "leak-budget.yml",
	text: `# the shop
service: { run: bin/shop }
load: { http: GET http://127.0.0.1:8080/ }
budgets:
  goroutines: +90   # more than enough
  threads: off
  stacks:
    - { match: main.cache, goroutines: +5 }
    - { match: main.pool, goroutines: [ +300, 5000 ] } # one a tenant
`,
};
const plan = parse(FILE.text);

/** A run in which 40 goroutines come and stay, 20 of them in main.pool. */
const verdict = judge(evidenceOf([10, 50], { plan }), (profile, round) =>
	profile === "goroutine"
		? [
				stack([frame("main.serve")], 10 + 20 * round),
				stack([frame("main.pool")], 20 * round),
			]
		: [],
);

test("a file is probed by the strictest budgets, those that it switches off left out", () => {
	const budgets = probingPlan(plan, FILE).budgets.map(
		({ metric, limits }) => `${metric} ${limits.map(({ text }) => text)}`,
	);
	expect(budgets).toEqual([
		"goroutines +0",
		"leaked_goroutines +0",
		"inuse_space auto",
		"inuse_objects +500",
		"rss +16MiB",
		"open_files +4",
		"tcp_connections +4",
	]);
});

test("what is far above use is lowered in its own place", () => {
	const kind = "lowered";
	const limits = limitsFrom([verdict], { kind, plan, marginPercent: 50 });
	expect(withLimits(FILE, plan, limits)).toBe(
		FILE.text.replace("+90 ", "+30 ").replace("[ +300, 5000 ]", "[ +30, 40 ]"),
	);
});

test("what was measured is written, with what it is instead of", () => {
	const kind = "tuned";
	const limits = limitsFrom([verdict], { kind, plan, marginPercent: 50 });
	expect(limits).toMatchObject([
		{ metric: "goroutines", text: "+0", was: "+90" },
		{ metric: "goroutines", text: "50" },
		{ metric: "inuse_space", text: "auto" },
		{ metric: "inuse_space", text: "9MiB" },
	]);
	expect(withLimits(FILE, plan, limits)).toBe(
		FILE.text
			.replace("+90 ", "[+0, 50] ")
			.replace(
				"  threads: off\n",
				"  threads: off\n  inuse_space: [auto, 9MiB]\n",
			),
	);
	const again = { ...FILE, text: withLimits(FILE, plan, limits) };
	const same = limitsFrom([verdict], {
		kind,
		plan: parse(again.text),
		marginPercent: 50,
	});
	expect(withLimits(again, plan, same)).toBe(again.text);
});

test("what is accepted parses as an entry of its own", () => {
	const entry = {
		function: "main.(*Feed).poll",
		why: "accepted 2026-11-21: +3 goroutines a round",
		until: "2027-02-19",
	};
	expect(parse(withIgnored(FILE, [entry])).ignore).toEqual([entry]);
});
