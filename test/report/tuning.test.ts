import { expect, test } from "@jest/globals";
import { acceptedReport, tuningReport } from "../../src/report/tuning.ts";

test("a line for each limit: what it is, instead of what, and why", () => {
	const limits = [
		{
			metric: "goroutines",
			unit: "count",
			kind: "growth",
			text: "+0",
			was: "+5",
			used: 0,
			basis: "default",
			room: 10,
		},
		{
			metric: "goroutines",
			unit: "count",
			kind: "ceiling",
			text: "60",
			was: "60",
			used: 40,
			basis: "margin",
			room: 20,
		},
		{
			metric: "rss",
			unit: "bytes",
			kind: "growth",
			text: "+16MiB",
			used: 1024 ** 2,
			basis: "room",
			room: 16 * 1024 ** 2,
		},
		{
			metric: "inuse_space",
			unit: "bytes",
			stacks: "cache.*\u001b[31m",
			kind: "growth",
			text: "+2MiB",
			was: "+9MiB",
			used: 1024 ** 2,
			basis: "margin",
			room: 1024 ** 2,
		},
	] as const;
	const facts = { name: "shop\u202e", runs: 3, marginPercent: 50 };
	expect(tuningReport(limits, facts)).toBe(
		`shop: 3 runs within budget, margin 50%

  goroutines           growth   +0      was +5     at most 0 a round once warm, which the default allows
  goroutines           ceiling  60      as it was  at most 40 at rest, and 50% more
  rss                  growth   +16MiB  new        at most 1.0 MiB a round, and room for 16.0 MiB
  cache.* inuse_space  growth   +2MiB   was +9MiB  at most 1.0 MiB a round, and 50% more
`,
	);
	expect(tuningReport([], { ...facts, runs: 1 })).toBe(
		"shop: 1 run within budget, margin 50%: no budget is far above use\n",
	);
});

test("what is let pass, until when and why", () => {
	const why = "accepted 2026-11-21: +2 goroutines a round";
	expect(
		acceptedReport(
			"shop",
			[
				{ function: "main.poll", why, until: "2027-02-19" },
				{ function: "main.(*Feed).watch", why, until: "2027-02-19" },
			],
			3,
		),
	).toBe(
		`shop: 2 leaks accepted

  main.poll           until 2027-02-19  accepted 2026-11-21: +2 goroutines a round
  main.(*Feed).watch  until 2027-02-19  accepted 2026-11-21: +2 goroutines a round
`,
	);
	expect(acceptedReport("shop", [], 3)).toBe(
		"shop: 3 runs within budget, nothing to accept\n",
	);
});
