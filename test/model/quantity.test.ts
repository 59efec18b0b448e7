import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
	formatBytes,
	formatCount,
	formatDuration,
	formatSigned,
	parseCount,
	parseDuration,
	parsePercent,
	parseSize,
} from "../../src/model/quantity.ts";

describe("parsing", () => {
	test.each([
		["0", 0],
		["512B", 512],
		["1kB", 1000],
		["1KB", 1000],
		["32KiB", 32_768],
		["1.5 MB", 1_500_000],
		["64MiB", 67_108_864],
		["2GB", 2e9],
		["1GiB", 1_073_741_824],
		["1", undefined],
		["1Mb", undefined],
		["1iB", undefined],
		["1kiB", undefined],
		["-1MiB", undefined],
		["+1MiB", undefined],
		["1e3KB", undefined],
		["9999999GiB", undefined],
		["", undefined],
	])("size %j is %j", (text, bytes) => expect(parseSize(text)).toBe(bytes));

	test.each([
		["0", 0],
		["200", 200],
		["007", undefined],
		["1_000", undefined],
		["0x10", undefined],
		["1e3", undefined],
		["1.0", undefined],
		["-1", undefined],
		["+1", undefined],
		["9007199254740993", undefined],
		["١", undefined],
		["", undefined],
	])("count %j is %j", (text, count) => expect(parseCount(text)).toBe(count));

	test.each([
		["1%", 1],
		["12.5 %", 12.5],
		["0", 0],
		["1", undefined],
		["0.01", undefined],
		["%", undefined],
	])("percent %j is %j", (text, percent) =>
		expect(parsePercent(text)).toBe(percent),
	);

	test.each([
		["340ms", 340],
		["30s", 30_000],
		["1.5m", 90_000],
		["1m30s", 90_000],
		["2 h", 7_200_000],
		["0s", 0],
		["30", undefined],
		["1d", undefined],
		["30sec", undefined],
		["1.2.3s", undefined],
		["s", undefined],
		["", undefined],
	])("duration %j is %j ms", (text, ms) =>
		expect(parseDuration(text)).toBe(ms),
	);
});

describe("formatting", () => {
	test.each([
		[0, "0 B"],
		[512, "512 B"],
		[1023, "1023 B"],
		[1024, "1.0 KiB"],
		[5300, "5.2 KiB"],
		[102_348, "99.9 KiB"],
		[102_400, "100 KiB"],
		[1_048_063, "1023 KiB"],
		[1_048_064, "1.0 MiB"],
		[2_202_010, "2.1 MiB"],
		[67_108_864, "64.0 MiB"],
		[329_252_864, "314 MiB"],
		[1.5 * 1024 ** 3, "1.5 GiB"],
		[3 * 1024 ** 5, "3072 TiB"],
		[-2048, "-2.0 KiB"],
		[-0.2, "0 B"],
	])("%d bytes are %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

	test.each([
		[0, "0"],
		[9901, "9901"],
		[12_345, "12,345"],
		[1_234_567, "1,234,567"],
		[-20_000, "-20,000"],
		[0.5, "0.5"],
		[1.97, "2"],
		[-0.04, "0"],
	])("a count of %d is %s", (count, text) =>
		expect(formatCount(count)).toBe(text),
	);

	test.each([
		[0, "bytes", "0"],
		[0, "count", "0"],
		[0.4, "bytes", "0"],
		[100, "count", "+100"],
		[-3, "count", "-3"],
		[1_048_576, "bytes", "+1.0 MiB"],
		[-2048, "bytes", "-2.0 KiB"],
	] as const)("growth of %d %s is %s", (value, unit, text) =>
		expect(formatSigned(value, unit)).toBe(text),
	);

	test.each([
		[0, "0ms"],
		[340.4, "340ms"],
		[999.5, "1.0s"],
		[6_100, "6.1s"],
		[30_000, "30.0s"],
		[119_949, "119.9s"],
		[119_950, "2m00s"],
		[125_000, "2m05s"],
		[3_599_600, "1h00m"],
		[3_720_000, "1h02m"],
	])("%d ms are %s", (ms, text) => expect(formatDuration(ms)).toBe(text));
});

test("what formatBytes writes is read back to within its last digit", () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 2 ** 39 }), (bytes) => {
			const back = parseSize(formatBytes(bytes)) ?? Number.NaN;
			expect(Math.abs(back - bytes)).toBeLessThanOrEqual(0.05 * bytes);
		}),
	);
});
