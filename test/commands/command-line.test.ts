import { expect, test } from "@jest/globals";
import {
	folderOperand,
	parseCommandLine,
} from "../../src/commands/command-line.ts";

const parse = (line: string) =>
	parseCommandLine(line.split(" "), [
		"run",
		"judge",
		"report",
		"open",
		"demo",
		"schema",
	]);

test.each([
	"run --config other.yml",
	"report dir --base other",
	"judge dir --out x",
	"judge dir --quiet",
	"demo --format json",
	"demo one",
	"schema --out x",
	"schema file.yml",
	"run --colour",
	"run --format pdf",
	"report dir --quiet",
	"open dir --format html",
	"open dir --pprof=threads",
	"run --pprof",
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
		base: undefined,
		format: "text",
		quiet: true,
		pprof: undefined,
		tune: expect.anything(),
		init: expect.anything(),
		build: false,
		start: false,
	});
	expect(parse("judge dir --config c.yml --format json")).toMatchObject({
		operands: ["dir"],
		config: "c.yml",
		format: "json",
	});
});

test("report writes to standard output unless told otherwise", () => {
	expect(parse("report dir --format sarif")).toMatchObject({
		out: "-",
		format: "sarif",
	});
	expect(parse("report dir --out x.xml").out).toBe("x.xml");
});

test.each([
	["open dir", undefined, ["dir"]],
	["open dir --pprof", "goroutine", ["dir"]],
	["open --pprof dir", "goroutine", ["dir"]],
	["open --pprof heap dir", "heap", ["dir"]],
	["open dir --pprof=heap", "heap", ["dir"]],
	["open --pprof goroutine goroutine", "goroutine", ["goroutine"]],
])("%s shows %s of %j", (line, pprof, operands) => {
	expect(parse(line)).toMatchObject({ pprof, operands });
});

test.each([
	["judge", []],
	["report", ["one", "two"]],
])("%s takes one folder, not %j", (command, operands) => {
	const line = parse(command);
	expect(() => folderOperand({ ...line, operands })).toThrow(
		`${command} takes one folder`,
	);
});
