import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { Stop } from "../../../src/model/problem.ts";
import { matcher } from "../../../src/pprof/re2/match.ts";

// Made by golden.go, which asks Go's regexp package.
const [first = "", ...lines] = readFileSync(
	new URL("golden.txt", import.meta.url),
	"utf8",
)
	.trimEnd()
	.split("\n");
const texts = JSON.parse(first) as readonly string[];
const cases = lines.map(
	(line) =>
		JSON.parse(line) as {
			readonly pattern: string;
			readonly matches: readonly boolean[] | null;
		},
);

test.each(cases)("matches what Go's regexp matches: $pattern", (one) => {
	if (one.matches === null) expect(() => matcher(one.pattern)).toThrow(Stop);
	else expect(texts.map(matcher(one.pattern))).toEqual(one.matches);
});

test("a refused expression says why and where", () => {
	expect(() => matcher("main(")).toThrow(
		'The regular expression "main(" cannot be read: a `(` is not closed, at character 5.',
	);
	expect(() => matcher("a(?=b)")).toThrow("unknown flags, at character 2");
});

test("time grows with the text, whatever the expression", () => {
	const isMatch = matcher("^(a+)+(a|aa)*([a-z]*)*(.*.*.*)*$b");
	// Of this thread, in microseconds: other work on the machine does not count.
	const before = process.threadCpuUsage();
	expect(isMatch("a".repeat(20_000))).toBe(false);
	expect(process.threadCpuUsage(before).user).toBeLessThan(2_000_000);
});

test("deep nesting is refused, not a crash", () => {
	expect(() => matcher("(".repeat(100_000))).toThrow("nests too deeply");
});
