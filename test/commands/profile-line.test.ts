import { expect, test } from "@jest/globals";
import { HELP } from "../../src/commands/help.ts";
import { profileLine } from "../../src/commands/profile-line.ts";

const read = (words: string) => {
	const [mode = "", ...own] = words.split(" ");
	return profileLine(mode as "top", own);
};

test("pprof's flags become options of the report", () => {
	const words =
		"top -cum -lines -nodecount 5 -trim=false -unit MB -tagfocus=a=b -output o one two";
	expect(read(words)).toEqual({
		files: { sources: ["one", "two"], base: [], diffBase: false },
		options: {
			cum: true,
			granularity: "lines",
			nodeCount: 5,
			trim: false,
			unit: "MB",
			tagFocus: "a=b",
		},
		output: "o",
	});
});

test.each(["peek", "list"])("%s takes an expression, then files", (mode) => {
	const { files, options } = read(`${mode} -noinlines main\\. a b`);
	expect(options).toMatchObject({ functions: "main\\.", noInlines: true });
	expect(files.sources).toEqual(["a", "b"]);
});

test.each([
	["top -base a x", ["a"], false],
	["top -base a -base=b x", ["a", "b"], false],
	["top -diff_base a -base= x", ["a"], true],
])("%s", (words, base, diffBase) => {
	expect(read(words).files).toEqual({ sources: ["x"], base, diffBase });
});

test.each([
	["top -alloc_space x", "alloc_space"],
	["top -inuse_objects=false x", undefined],
	["top -alloc_objects -sample_index=inuse_space x", "inuse_space"],
])("%s", (words, sampleIndex) => {
	expect(read(words).options.sampleIndex).toBe(sampleIndex);
});

test.each([
	"top",
	"top -cum",
	"peek main",
	"top -lines -files x",
	"top -cum -flat x",
	"top -base a -diff_base b x",
	"top -normalize x",
	"top -mean x",
])("%s is a usage error", (words) => {
	expect(() => read(words)).toThrow(
		expect.objectContaining({
			problems: [expect.objectContaining({ code: "usage" })],
		}),
	);
});

const ALONE =
	/false|trim|cum|flat|^-(?:inuse|alloc|no|rel|drop|functions|file|lines|addr)/;

test.each(
	HELP.slice(HELP.indexOf("  -base FILE"))
		.match(/-[a-z][a-z_]+/g)
		?.filter((flag) => flag !== "-normalize") ?? [],
)("%s, which the help names, is a flag", (flag) => {
	const value = ALONE.test(flag) && !/^-node/.test(flag) ? "" : "=1";
	expect(() => profileLine("top", [`${flag}${value}`, "x"])).not.toThrow();
});
