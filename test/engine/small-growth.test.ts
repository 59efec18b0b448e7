import { expect, test } from "@jest/globals";
import { smallGrowth } from "../../src/engine/small-growth.ts";
import type { Stack } from "../../src/model/profile.ts";
import { evidenceOf, frame } from "../support/evidence.ts";

const site = (line: number, bytes: number): Stack => ({
	frames: [frame("sync.(*Map).Store"), { ...frame("main.put"), line }],
	count: 1,
	bytes,
	labels: {},
});
const other: Stack = { ...site(1, 500), frames: [frame("main.cache")] };

test("a heap site grew by what it holds more after the last round than before load, on all its lines", () => {
	const rounds: Readonly<Record<number, readonly Stack[]>> = {
		0: [site(7, 100), other],
		1: [site(7, 9000)],
		2: [site(7, 300), site(8, 50), other],
	};
	const grown = smallGrowth(
		evidenceOf([10, 10, 10]),
		(_, round) => rounds[round],
	);
	expect(grown).toEqual([
		expect.objectContaining({
			metric: "inuse_space",
			function: "sync.(*Map).Store",
			wait: null,
			growth: 250,
		}),
	]);
});

test("a run without a round has none", () => {
	expect(smallGrowth(evidenceOf([10]), () => [site(7, 100)])).toEqual([]);
});
