import { expect, test } from "@jest/globals";
import { extracted, type Grouped, joined } from "../../src/judge/extracted.ts";

test("errors of estimates that are added up are those of independent ones", () => {
	const is = { growth: 10, requests: 100, band: 3 };
	const other = { growth: 5, requests: 100, band: 4 };
	expect(
		joined([
			{ is, was: undefined },
			{ is: other, was: is },
		]),
	).toEqual({ is: { growth: 15, requests: 100, band: 5 }, was: is });
});

test("what went over is the same within the error of all its parts", () => {
	const group = (growth: number, ...path: readonly string[]): Grouped => ({
		growth,
		band: 300,
		of: "inuse_space\n",
		path,
		routes: [],
	});
	const whole = group(2000, "shop.Put");
	const part = group(500, "shop.Put");
	const moved = group(900, "shop.grow", "shop.Put");
	const pairs = extracted(
		new Map([
			["whole", whole],
			["moved", moved],
		]),
		new Map([
			["whole", { is: part, was: whole }],
			["moved", { is: moved, was: undefined }],
		]),
	);
	// 600 less, of an error of 424 now and 300 then.
	expect(pairs).toEqual([["moved", "whole"]]);
});
