import { expect, test } from "@jest/globals";
import { errorKind } from "../../../src/adapters/load/error-kind.ts";
import { errorTally } from "../../../src/adapters/load/error-tally.ts";

test.each([
	["ECONNREFUSED connect ECONNREFUSED 127.0.0.1:1", "connection refused"],
	["dial tcp 127.0.0.1:1: connect: connection refused", "connection refused"],
	["ECONNRESET socket hang up", "connection reset"],
	['Get "http://x/": EOF', "connection reset"],
	["context deadline exceeded (Client.Timeout exceeded)", "timed out"],
	["lookup nowhere: no such host", "unknown host"],
	["dial: too many open files", "too many open files"],
	["\u001b[31modd\u001b[0m", "odd"],
	["", "unknown error"],
])("%j is %j", (text, kind) => {
	expect(errorKind(text)).toBe(kind);
});

test("the most frequent kind first; endless kinds are other", () => {
	const tally = errorTally();
	tally.add("rare");
	tally.add("often", 5);
	for (let n = 0; n < 100; n += 1) tally.add(`kind ${n}`);
	const kinds = Object.entries(tally.kinds() ?? {});
	expect(kinds.slice(0, 2)).toEqual([
		["other", 82],
		["often", 5],
	]);
	expect(tally.total()).toBe(106);
	expect(errorTally().kinds()).toBeUndefined();
});
