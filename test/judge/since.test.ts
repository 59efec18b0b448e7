import { expect, test } from "@jest/globals";
import { type Growth, since } from "../../src/judge/since.ts";

const count = (growth: number, requests?: number): Growth => ({
	growth,
	requests,
	band: 0,
});
const bytes = (growth: number, band: number): Growth => ({ growth, band });

test.each<[string, Growth, Growth, string]>([
	["as much", count(100), count(100), "already"],
	["a tenth more", count(110), count(100), "already"],
	["more than a tenth more", count(111), count(100), "worse"],
	["a tenth less", count(90), count(100), "already"],
	["more than a tenth less", count(89), count(100), "better"],
	["one more of few", count(3), count(2), "already"],
	["two more of few", count(4), count(2), "worse"],
	[
		"twice as much of twice the load",
		count(200, 400),
		count(100, 200),
		"already",
	],
	["as much of half the load", count(100, 100), count(100, 200), "worse"],
	["as much of twice the load", count(100, 400), count(100, 200), "better"],
	["loads of which one does not count", count(100, 400), count(100), "already"],
	["estimates that overlap", bytes(150, 30), bytes(100, 20), "already"],
	["estimates apart, more", bytes(151, 30), bytes(100, 20), "worse"],
	["estimates apart, less", bytes(49, 30), bytes(100, 20), "better"],
	["fine estimates within a tenth", bytes(110, 1), bytes(100, 1), "already"],
])("%s", (_, now, before, wanted) => {
	expect(since(now, before).since).toBe(wanted);
});

test("what it was is told at the load of now, and so is the error of its estimate", () => {
	const before = { growth: 100, requests: 200, band: 40 };
	const now = { growth: 79, requests: 100, band: 10 };
	expect(since(now, before)).toEqual({ since: "already", was: 50 });
	expect(since({ ...now, growth: 81 }, before).since).toBe("worse");
});
