import { expect, test } from "@jest/globals";
import { parseCommandLine } from "../../src/commands/command-line.ts";

const parse = (line: string) =>
	parseCommandLine(line.split(" "), ["run", "judge", "demo", "schema"]);

test.each([
	"run --config other.yml",
	"judge dir --out x",
	"judge dir --quiet",
	"demo --format json",
	"demo one",
	"schema --out x",
	"schema file.yml",
	"run --colour",
	"run --format html",
	"fly",
])("%s is a usage error", (line) => {
	expect(() => parse(line)).toThrow(
		expect.objectContaining({
			problems: [expect.objectContaining({ code: "usage" })],
		}),
	);
});

test("what is not typed has its default", () => {
	expect(parse("run a.yml --quiet")).toEqual({
		command: "run",
		operands: ["a.yml"],
		out: ".leak-budget",
		config: undefined,
		format: "text",
		quiet: true,
	});
	expect(parse("judge dir --config c.yml --format json")).toMatchObject({
		operands: ["dir"],
		config: "c.yml",
		format: "json",
	});
});
