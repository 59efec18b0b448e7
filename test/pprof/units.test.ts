import { expect, test } from "@jest/globals";
import { fixed2, general2, padded } from "../../src/pprof/go-format.ts";
import {
	finerUnit,
	percentage,
	scaled,
	scaledLabel,
} from "../../src/pprof/units.ts";

// Expected texts: fmt.Sprintf("%.2f", v) of Go.
test.each([
	[0.125, "0.12"],
	[0.375, "0.38"],
	[0.625, "0.62"],
	[0.875, "0.88"],
	[-0.125, "-0.12"],
	[20235.625, "20235.62"],
	[1.005, "1.00"],
	[2 ** 63, "9223372036854775808.00"],
	[-0.001, "-0.00"],
])("%f has two digits as in Go", (value, text) => {
	expect(fixed2(value)).toBe(text);
});

// Expected texts: fmt.Sprintf("%.2g", v) of Go.
test.each([
	[0, "0"],
	[0.5, "0.5"],
	[0.125, "0.12"],
	[0.625, "0.62"],
	[0.0625, "0.062"],
	[0.375, "0.38"],
	[0.996, "1"],
	[0.00012345, "0.00012"],
	[0.000099, "9.9e-05"],
	[0.00001, "1e-05"],
	[1.5e-13, "1.5e-13"],
])("%f has two figures as in Go", (value, text) => {
	expect(general2(value)).toBe(text);
});

test("width is counted in characters", () => {
	expect(padded("ab", 4)).toBe("  ab");
	expect(padded("🙂🙂", 4)).toBe("  🙂🙂");
	expect(padded("µs", 1)).toBe("µs");
});

test.each([
	[1536, "bytes", "minimum", "1.50kB"],
	[-1536, "bytes", "auto", "-1.50kB"],
	[1536, "bytes", "B", "1536B"],
	[1536, "bytes", "megabytes", "0"],
	[15360, "Bytes", "MBs", "0.01MB"],
	[0, "bytes", "minimum", "0"],
	[1023, "bytes", "auto", "1023B"],
	[2 ** 50, "bytes", "auto", "1PB"],
	[1500, "nanoseconds", "auto", "1.50us"],
	[3_600_000_000_000, "nanoseconds", "auto", "1hrs"],
	[1, "microseconds", "ns", "1000ns"],
	[1, "μs", "ns", "1ns"], // two letters in three bytes: Go cuts the s off and finds no unit
	[5, "count", "minimum", "5"],
	[5, "widgets", "gadgets", "5gadgets"],
	[5, "bytes", "seconds", "5B"],
	[2500, "nanogcu", "auto", "2.50u*GCU"],
])("%d %s in %s is %s", (value, from, to, text) => {
	expect(scaledLabel(value, from, to)).toBe(text);
});

test("the smallest int64 does not turn round for ever", () => {
	expect(scaled(-(2n ** 63n), "bytes", "B")).toEqual({
		value: -(2 ** 63),
		unit: "B",
	});
});

test.each([
	[1, 3, "33.33%"],
	[-1, 3, "33.33%"],
	[1, 0, "    0%"],
	[0, 5, "    0%"],
	[9996, 10000, "  100%"],
	[10004, 10000, "  100%"],
	[10006, 10000, "100.06%"],
	[1, 1000, "  0.1%"],
	[1, 800, " 0.12%"],
	[1, 10_000_000, "1e-05%"],
])("%d of %d is %s", (value, total, text) => {
	expect(percentage(value, total)).toBe(text);
});

test("the finer of two units", () => {
	expect(finerUnit("kB", "bytes")).toBe("bytes");
	expect(finerUnit("ns", "seconds")).toBe("ns");
	expect(finerUnit("ns", "bytes")).toBeUndefined();
	expect(finerUnit("apples", "apples")).toBe("apples");
});
