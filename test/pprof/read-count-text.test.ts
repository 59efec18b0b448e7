import { describe, expect, test } from "@jest/globals";
import { Stop } from "../../src/model/problem.ts";
import { exactAt } from "../../src/pprof/int-column.ts";
import { readCountText } from "../../src/pprof/read-count-text.ts";
import { stacksOf } from "../../src/pprof/stacks.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (...lines: string[]) => readCountText(bytes(lines.join("\n")));
const stacks = (...lines: string[]) =>
	stacksOf(read(...lines), {
		modules: { firstParty: [], libraries: [] },
	}).map(({ count, labels, frames }) => [
		count,
		labels,
		frames.map((one) => `${one.function} ${one.file}:${one.line}`),
	]);
const problem = (...lines: string[]) => {
	try {
		read(...lines);
	} catch (error) {
		if (error instanceof Stop) return error.message;
		throw error;
	}
	return "none";
};

const RECORD = [
	"2 @ 0x47196e 0x44e3c5 0x694b49 0x479741",
	'# labels: {"route":"/api/\\"x\\"", "tenant":"a=b,c\\n"}',
	"#\t0x694b48\tmain.leakSel+0x88\t\t/abs/my shop/main.go:46",
	"#\t0x694b50\tmain.start.func1+0x1\t/abs/my shop/main.go:50",
	"",
];

test("counts, labels and frames; the header names the value", () => {
	const profile = read("goroutine profile: total 2", ...RECORD);
	expect(profile.sampleTypes).toEqual([{ type: "goroutine", unit: "count" }]);
	expect([profile.period, profile.periodType.type]).toEqual([1n, "goroutine"]);
	expect(exactAt(profile.locations.address, 0)).toBe(0x694b48n);
	expect(stacks("example.com/a/conns profile: total 2", ...RECORD)).toEqual([
		[
			2,
			{ route: '/api/"x"', tenant: "a=b,c\n" },
			[
				"main.leakSel /abs/my shop/main.go:46",
				"main.start.func1 /abs/my shop/main.go:50",
			],
		],
	]);
});

test("equal stacks and labels are one, others not", () => {
	const other = RECORD.map((line) => line.replace("tenant", "other"));
	expect(
		stacks("x profile: total 6", ...RECORD, ...other, ...RECORD).map(
			([count]) => count,
		),
	).toEqual([2, 4].sort());
});

test("addresses alone are kept, one less as in pprof; the highest too", () => {
	const { samples, locations } = read(
		"threadcreate profile: total 1",
		"1 @ 0x0 0x10 0xffffffffffffffff",
		"#\t0x0",
		"",
	);
	expect(
		[...samples.locations].map((row) => exactAt(locations.address, row)),
	).toEqual([0xffffffffffffffffn, 0xfn, 0xfffffffffffffffen]);
});

test("a goroutine that has not begun has no address", () => {
	expect(stacks("goroutine profile: total 1", "1 @", "")).toEqual([
		[1, {}, []],
	]);
});

test("comments, CRLF, a mark, a trailer: passed over", () => {
	const text = [
		"# recorded by hand",
		"",
		"goroutine profile: total 2",
		...RECORD,
		"--- Memory map: ---",
		"anything",
	];
	const expected = stacks("goroutine profile: total 2", ...RECORD);
	expect(stacks(`\ufeff${text.join("\r\n")}`)).toEqual(expected);
});

describe("what makes no sense names its line", () => {
	test.each([
		["a row", "x @ 0x1", "in line 2"],
		["an address", "1 @ 0x1 y", "in line 2"],
		["a number beyond int64", "9223372036854775808 @ 0x1", "in line 2"],
		["text", "<html>", "in line 2"],
	])("%s", (_, row, where) => {
		expect(problem("goroutine profile: total 1", row)).toContain(where);
	});
	test("labels", () => {
		const row = "1 @ 0x1";
		for (const labels of ['{"a":"b}', '{"a"}', '{"a":"\\q"}', "x"])
			expect(
				problem("goroutine profile: total 1", row, `# labels: ${labels}`),
			).toContain("in line 3");
	});
	test("fewer rows than the header says", () => {
		expect(problem("goroutine profile: total 7", ...RECORD)).toContain(
			"cut short (2 of 7 are there)",
		);
	});
	test("no header", () => {
		expect(problem("goroutine profile: total x")).toContain("in line 1");
		expect(problem("")).toContain("in line 1");
	});
});

test("the largest count is exact", () => {
	const { samples } = read(
		"goroutine profile: total 9223372036854775807",
		"9223372036854775807 @ 0x1",
		"",
	);
	expect(exactAt(samples.values, 0)).toBe(2n ** 63n - 1n);
});
