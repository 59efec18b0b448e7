import { expect, test } from "@jest/globals";
import type { Selftest } from "../../src/model/selftest.ts";
import { selftestReport } from "../../src/report/selftest.ts";

const result: Selftest = {
	name: "shop\u001b[31m",
	outcome: "missed",
	checks: [
		{
			metric: "goroutines",
			unit: "count",
			limit: "+0",
			planted: 10,
			grew: 10,
			state: "seen",
			rank: 1,
			smallest: 1,
			smallestPerRequest: 1 / 500,
		},
		{
			metric: "inuse_space",
			unit: "bytes",
			limit: "+1MiB",
			planted: 2 * 1024 * 1024,
			grew: 512,
			state: "missed",
			rank: null,
			smallest: 1024 * 1024 + 1,
			smallestPerRequest: null,
		},
	],
	blind: ["threads"],
};

test("a line for each budget, then the smallest leak each sees", () => {
	expect(selftestReport(result, { color: false })).toBe(
		`✗ shop: the gate missed a leak that was planted in it

  ✓ goroutines   budget +0     planted 10 a round       saw 10     named, culprit 1
  ✗ inuse_space  budget +1MiB  planted 2.0 MiB a round  saw 512 B  not named by line

The smallest leak each budget sees with this load:
  goroutines   1 a round        1 in 500 requests
  inuse_space  1.0 MiB a round
No budget looks at threads: a leak of it would pass.
`,
	);
});
